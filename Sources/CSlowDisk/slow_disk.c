#define _GNU_SOURCE
#include "include/CSlowDisk.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
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
  if (strncmp(text, "error once", 10) == 0) return -2;
  if (strncmp(text, "error", 5) == 0) return -1;
  if (strncmp(text, "delay ", 6) == 0) return strtoll(text + 6, NULL, 10);
  return 0;
}

// Beside the order, one byte more for each sync that was struck.
static void tell(void) {
  const char *path = getenv("CARILLON_SLOW_DISK");
  char name[4096];
  if (path == NULL || snprintf(name, sizeof name, "%s.struck", path) >= (int)sizeof name) return;
  int descriptor = open(name, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0644);
  if (descriptor < 0) return;
  ssize_t written = write(descriptor, "x", 1);
  (void)written;
  close(descriptor);
}

// Whether this caller is the one whose sync fails: the order is taken away by whoever comes first.
static int isFirst(void) {
  const char *path = getenv("CARILLON_SLOW_DISK");
  char name[4096];
  if (path == NULL || snprintf(name, sizeof name, "%s.taken", path) >= (int)sizeof name) return 0;
  return rename(path, name) == 0;
}

// 0: go on; otherwise errno is set.
static int obey(void) {
  int saved = errno;
  int64_t order = carillon_slow_disk_order();
  if (order == -1 || (order == -2 && isFirst())) {
    tell();
    errno = EIO;
    return -1;
  }
  if (order > 0) {
    tell();
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
