#define _GNU_SOURCE
#include "include/CSlowDisk.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

int64_t carillon_slow_disk_order(void) {
  const char *path = getenv("CARILLON_SLOW_DISK");
  if (path == NULL) return 0;
  int descriptor = open(path, O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return 0;
  char text[64];
  ssize_t count = read(descriptor, text, sizeof text - 1);
  close(descriptor);
  if (count <= 0) return 0;
  text[count] = 0;
  if (strncmp(text, "error", 5) == 0) return -1;
  if (strncmp(text, "delay ", 6) == 0) return strtoll(text + 6, NULL, 10);
  return 0;
}

// 0: go on; otherwise errno is set.
static int obey(void) {
  int saved = errno;
  int64_t order = carillon_slow_disk_order();
  if (order < 0) {
    errno = EIO;
    return -1;
  }
  if (order > 0) {
    struct timespec span = {order / 1000000, order % 1000000 * 1000};
    while (nanosleep(&span, &span) != 0 && errno == EINTR) {
    }
  }
  errno = saved;
  return 0;
}

typedef int (*sync_call)(int);

static sync_call real(const char *name) {
  // A function pointer out of dlsym has no other way in ISO C.
  sync_call call = NULL;
  *(void **)&call = dlsym(RTLD_NEXT, name);
  return call;
}

int fsync(int descriptor) {
  sync_call call = real("fsync");
  if (call == NULL || obey() != 0) return -1;
  return call(descriptor);
}

int fdatasync(int descriptor) {
  sync_call call = real("fdatasync");
  if (call == NULL || obey() != 0) return -1;
  return call(descriptor);
}
