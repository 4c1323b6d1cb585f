#include "CChecksums.h"

#include <string.h>

#define POLYNOMIAL 0x82F63B78u

static uint32_t table[256];

__attribute__((constructor)) static void fill_table(void) {
  for (uint32_t byte = 0; byte < 256; byte++) {
    uint32_t crc = byte;
    for (int bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ ((crc & 1) ? POLYNOMIAL : 0);
    table[byte] = crc;
  }
}

uint32_t carillon_crc32c_table(uint32_t crc, const void *bytes, size_t count) {
  const uint8_t *at = bytes;
  crc = ~crc;
  while (count--) crc = (crc >> 8) ^ table[(crc ^ *at++) & 0xFF];
  return ~crc;
}

#if defined(__x86_64__)
#include <nmmintrin.h>

__attribute__((target("sse4.2"))) static uint32_t crc32c_instruction(
    uint32_t crc, const void *bytes, size_t count) {
  const uint8_t *at = bytes;
  uint64_t wide = (uint32_t)~crc;
  for (; count >= 8; count -= 8, at += 8) {
    uint64_t word;
    memcpy(&word, at, 8);
    wide = _mm_crc32_u64(wide, word);
  }
  uint32_t narrow = (uint32_t)wide;
  while (count--) narrow = _mm_crc32_u8(narrow, *at++);
  return ~narrow;
}

static int has_instruction;

__attribute__((constructor)) static void ask_processor(void) {
  __builtin_cpu_init();
  has_instruction = __builtin_cpu_supports("sse4.2");
}

uint32_t carillon_crc32c(uint32_t crc, const void *bytes, size_t count) {
  return has_instruction ? crc32c_instruction(crc, bytes, count)
                         : carillon_crc32c_table(crc, bytes, count);
}
#else
uint32_t carillon_crc32c(uint32_t crc, const void *bytes, size_t count) {
  return carillon_crc32c_table(crc, bytes, count);
}
#endif
