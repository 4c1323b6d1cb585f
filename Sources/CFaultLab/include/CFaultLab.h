// The Linux calls that FaultLab needs and Swift cannot make: namespaces and fork, variadic ioctl.
// Nothing here decides anything.
#ifndef CARILLON_CFAULTLAB_H
#define CARILLON_CFAULTLAB_H

#include <stdint.h>
#include <sys/types.h>

// Goes on as the first process of namespaces of its own: processes, mounts, network. Must be called
// before any thread is started.
//
// Returns 0 in the new world, and there only: the process that called waits for it, hands SIGINT,
// SIGTERM and SIGHUP on, ends as it ends, and takes the whole world along however it dies itself
// (the kernel ends every process of a world whose first one ended, and with the last process go
// mounts, interfaces and rules). An errno where the kernel does not allow it: the caller goes on as
// before.
int32_t carillon_lab_enter(void);

// What a new process is to be. All pointers are only read during the call.
typedef struct carillon_lab_spawn_t {
  const char *path;
  char *const *arguments;    // ends with NULL
  char *const *environment;  // ends with NULL
  int32_t output;            // becomes 1 and 2; 0 is /dev/null
  int32_t network;           // a network namespace to enter, or -1
} carillon_lab_spawn_t;

// Starts a process in a session of its own. Its pid once execve has succeeded, or -1 with errno.
pid_t carillon_lab_spawn(const carillon_lab_spawn_t *spawn);

// Cuts the power of the ext4 file system that holds `path`: nothing more reaches the disk, the
// journal's tail included; every later write and sync fails. 0, or -1 with errno.
int32_t carillon_lab_power_cut(const char *path);

// Whether a child has ended, without waiting: its pid and *status as waitpid gives it, 0 or -1.
pid_t carillon_lab_reap(pid_t pid, int32_t *status);

// Catches SIGINT, SIGTERM and SIGHUP from now on, and waits for the first of them: its number, or -1.
// By a handler, not by blocking them: the runtime's main thread waits with every signal unblocked.
int32_t carillon_lab_catch_signals(void);
int32_t carillon_lab_wait_signal(void);

#endif
