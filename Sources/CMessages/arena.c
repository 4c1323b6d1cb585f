/* Written by hand. */
#include "arena.h"

#include <stdlib.h>

enum {
  least_first = 64 << 10,
  /* What a thread keeps at most. */
  most_first = 2 << 20,
};

typedef struct block {
  struct block *next;
  size_t size;
} block;

typedef struct {
  uint8_t *cursor;
  uint8_t *end;
  size_t left;
  /* Stays for the thread's life; taken from the heap at its first use, and made larger after a call
     that it did not suffice for. */
  uint8_t *first;
  size_t first_size;
  block *further;
  int over_budget;
} arena;

static _Thread_local arena this_arena;

void carillon_arena_begin(size_t budget) {
  arena *a = &this_arena;
  if (a->first == NULL) {
    if (a->first_size == 0) a->first_size = least_first;
    a->first = malloc(a->first_size);
  }
  a->cursor = a->first;
  a->end = a->first == NULL ? NULL : a->first + a->first_size;
  a->left = budget;
  a->over_budget = 0;
}

void carillon_arena_end(void) {
  arena *a = &this_arena;
  if (a->further != NULL && a->first_size < most_first) {
    free(a->first);
    a->first = NULL;
    a->first_size *= 2;
  }
  while (a->further != NULL) {
    block *next = a->further->next;
    free(a->further);
    a->further = next;
  }
  a->cursor = a->end = NULL;
  a->left = 0;
}

static void *grow(arena *a, size_t size) {
  size_t wanted = a->further == NULL ? 2 * a->first_size : 2 * a->further->size;
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

carillon_text carillon_text_check_slowly(const uint8_t *bytes, size_t count) {
  size_t at = 0;
  while (at < count) {
    uint8_t lead = bytes[at++];
    if (lead == 0) return CARILLON_TEXT_NUL;
    if (lead < 0x80) continue;
    /* RFC 3629, section 4: what may follow the lead at once; then only 80 to BF. */
    uint8_t least = 0x80, most = 0xBF;
    size_t more;
    if (lead >= 0xC2 && lead <= 0xDF) {
      more = 1;
    } else if (lead >= 0xE0 && lead <= 0xEF) {
      more = 2;
      if (lead == 0xE0) least = 0xA0;
      if (lead == 0xED) most = 0x9F;
    } else if (lead >= 0xF0 && lead <= 0xF4) {
      more = 3;
      if (lead == 0xF0) least = 0x90;
      if (lead == 0xF4) most = 0x8F;
    } else {
      return CARILLON_TEXT_NOT_UTF8;
    }
    if (more > count - at) return CARILLON_TEXT_NOT_UTF8;
    if (bytes[at] < least || bytes[at] > most) return CARILLON_TEXT_NOT_UTF8;
    for (size_t place = 1; place < more; place++) {
      if ((bytes[at + place] & 0xC0) != 0x80) return CARILLON_TEXT_NOT_UTF8;
    }
    at += more;
  }
  return CARILLON_TEXT_GOOD;
}
