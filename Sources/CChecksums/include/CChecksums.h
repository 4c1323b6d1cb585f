// Checksums and hashes that C compilers turn into a few instructions and Swift cannot: CRC32C by
// the SSE4.2 instruction where the processor has it, and XXH3 from Debian's header.
#ifndef CARILLON_CCHECKSUMS_H
#define CARILLON_CCHECKSUMS_H

#include <stddef.h>
#include <stdint.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

// Continues a CRC32C (Castagnoli, RFC 3720 appendix B.4); begin with crc = 0.
uint32_t carillon_crc32c(uint32_t crc, const void *bytes, size_t count);

// The plain table version of the same, for processors without the instruction and for tests.
uint32_t carillon_crc32c_table(uint32_t crc, const void *bytes, size_t count);

static inline uint64_t carillon_xxh3_64(const void *bytes, size_t count, uint64_t seed) {
  return XXH3_64bits_withSeed(bytes, count, seed);
}

typedef struct {
  uint64_t low;
  uint64_t high;
} carillon_hash128;

static inline carillon_hash128 carillon_xxh3_128(const void *bytes, size_t count, uint64_t seed) {
  XXH128_hash_t hash = XXH3_128bits_withSeed(bytes, count, seed);
  carillon_hash128 result = {hash.low64, hash.high64};
  return result;
}

#endif
