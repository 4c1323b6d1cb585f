#include "arena.h"

#include <stdlib.h>

enum { first_block = 64 << 10 };

typedef struct block {
  struct block *next;
  size_t size;
} block;

typedef struct {
  uint8_t *cursor;
  uint8_t *end;
  size_t left;
  /* Stays for the thread's life; taken from the heap at its first use. */
  uint8_t *first;
  block *further;
  int over_budget;
} arena;

static _Thread_local arena this_arena;

void carillon_arena_begin(size_t budget) {
  arena *a = &this_arena;
  if (a->first == NULL) a->first = malloc(first_block);
  a->cursor = a->first;
  a->end = a->first == NULL ? NULL : a->first + first_block;
  a->left = budget;
  a->over_budget = 0;
}

void carillon_arena_end(void) {
  arena *a = &this_arena;
  while (a->further != NULL) {
    block *next = a->further->next;
    free(a->further);
    a->further = next;
  }
  a->cursor = a->end = NULL;
  a->left = 0;
}

static void *grow(arena *a, size_t size) {
  size_t wanted = a->further == NULL ? 2 * first_block : 2 * a->further->size;
  if (wanted > ((size_t)8 << 20)) wanted = (size_t)8 << 20;
  if (wanted < size) wanted = size;
  block *b = malloc(sizeof(block) + wanted);
  if (b == NULL) return NULL;
  b->next = a->further;
  b->size = wanted;
  a->further = b;
  a->cursor = (uint8_t *)(b + 1) + size;
  a->end = (uint8_t *)(b + 1) + wanted;
  return b + 1;
}

void *carillon_arena_allocate(size_t size) {
  arena *a = &this_arena;
  if (size > a->left) {
    a->over_budget = 1;
    return NULL;
  }
  size = (size + 15) & ~(size_t)15;
  a->left -= size > a->left ? a->left : size;
  if ((size_t)(a->end - a->cursor) < size) return grow(a, size);
  void *result = a->cursor;
  a->cursor += size;
  return result;
}

int carillon_arena_is_over_budget(void) { return this_arena.over_budget; }

static void *allocate(void *data, size_t size) {
  (void)data;
  return carillon_arena_allocate(size);
}

static void release(void *data, void *pointer) {
  (void)data;
  (void)pointer;
}

ProtobufCAllocator *carillon_arena_allocator(void) {
  static ProtobufCAllocator allocator = {allocate, release, NULL};
  return &allocator;
}
