/* Written by hand: the memory that protobuf-c's structs live in during one call of the codec.

   One arena per thread: a block that stays, and further blocks that go when the call ends. Nothing
   is freed singly. Over its budget it gives no more, and protobuf-c takes that for a failed unpack. */
#ifndef CARILLON_ARENA_H
#define CARILLON_ARENA_H
#include <protobuf-c/protobuf-c.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Opens this thread's arena for one call; `budget` bounds all of its allocations together. */
void carillon_arena_begin(size_t budget);
/* Closes it: everything that it gave is void. */
void carillon_arena_end(void);
/* Aligned to 16 bytes; NULL over the budget or out of memory. */
void *carillon_arena_allocate(size_t size);
/* Whether an allocation since `begin` was refused for the budget. */
int carillon_arena_is_over_budget(void);
/* For protobuf_c_message_unpack. */
ProtobufCAllocator *carillon_arena_allocator(void);

typedef enum {
  CARILLON_TEXT_GOOD = 0,
  CARILLON_TEXT_NUL = 1,
  CARILLON_TEXT_NOT_UTF8 = 2,
} carillon_text;

/* What else than plain ASCII there is; from `count` bytes that begin a text. */
carillon_text carillon_text_check_slowly(const uint8_t *bytes, size_t count);

/* Whether it is UTF-8 (RFC 3629) without a NUL; plain ASCII is decided here, eight bytes a step. */
static inline carillon_text carillon_text_check(const uint8_t *bytes, size_t count) {
  const uint64_t high = 0x8080808080808080u, low = 0x0101010101010101u;
  size_t at = 0;
  for (; at + 8 <= count; at += 8) {
    uint64_t word;
    memcpy(&word, bytes + at, 8);
    /* The high bit of every byte that is over 0x7F, or is 0 (or 1 after a 0: no matter). */
    if (((word | (word - low)) & high) != 0) return carillon_text_check_slowly(bytes, count);
  }
  for (; at < count; at++) {
    if ((uint8_t)(bytes[at] - 1) >= 0x7F) return carillon_text_check_slowly(bytes, count);
  }
  return CARILLON_TEXT_GOOD;
}

#endif
