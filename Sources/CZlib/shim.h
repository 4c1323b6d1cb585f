#include <zlib.h>

// deflateInit2 and inflateInit2 are macros, which Swift does not see.
static inline int carillon_deflateInit2(z_stream *stream, int level) {
  return deflateInit2(stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
}
static inline int carillon_inflateInit2(z_stream *stream) { return inflateInit2(stream, 15 + 16); }
