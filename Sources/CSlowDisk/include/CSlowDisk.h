// A library to preload under a program whose disk is to be slow or to fail: it stands before fsync
// and fdatasync, and does as the file named by CARILLON_SLOW_DISK says, which is
// read again at each call: "delay MICROSECONDS" before each, "error" (EIO, nothing is synced), "error
// once" (the same for the next one only), or nothing. Each sync that was struck adds a byte to the file of
// that name with ".struck" behind it.
#ifndef CARILLON_CSLOWDISK_H
#define CARILLON_CSLOWDISK_H

#include <stdint.h>

// What the file says now: microseconds to wait, -1 for an error, -2 for one error.
int64_t carillon_slow_disk_order(void);

#endif
