/* Written by hand: the memory that protobuf-c's structs live in during one call of the codec.

   One arena per thread: a block that stays, and further blocks that go when the call ends. Nothing is
   freed singly. Over its budget it gives no more, and protobuf-c takes that for a failed unpack. */
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

static inline int carillon_has_nul(const uint8_t *bytes, size_t count) {
  return memchr(bytes, 0, count) != NULL;
}

#endif
