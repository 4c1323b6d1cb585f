/* The descriptors of every message and service, for server reflection. */
#ifndef CARILLON_DESCRIPTORS_H
#define CARILLON_DESCRIPTORS_H
#include <stddef.h>
#include <stdint.h>

typedef struct {
  const char *name;
  /* Of its FileDescriptorProto, in `carillon_descriptor_bytes`. */
  uint32_t offset;
  uint32_t size;
  /* Places in `carillon_files`. */
  const uint16_t *dependencies;
  uint32_t dependency_count;
} carillon_file;

typedef struct {
  const char *name;
  uint32_t file;
} carillon_symbol;

extern const uint8_t carillon_descriptor_bytes[];
extern const carillon_file carillon_files[];
extern const size_t carillon_file_count;
/* In the order of strcmp. */
extern const carillon_symbol carillon_symbols[];
extern const size_t carillon_symbol_count;

static inline const carillon_file *carillon_file_at(size_t place) { return &carillon_files[place]; }
static inline const carillon_symbol *carillon_symbol_at(size_t place) { return &carillon_symbols[place]; }
static inline const uint8_t *carillon_descriptor_at(size_t offset) { return &carillon_descriptor_bytes[offset]; }

#endif
