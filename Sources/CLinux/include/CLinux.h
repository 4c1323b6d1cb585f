// The Linux calls that Sandbox, Storage and clusterd need and Swift cannot make: variadic ones (prctl),
// those that its overlay does not show (sync_file_range), and everything between fork and exec or in a
// signal's handler, where no Swift code may run. Nothing here decides anything.
#ifndef CARILLON_CLINUX_H
#define CARILLON_CLINUX_H

#include <stdint.h>
#include <sys/resource.h>
#include <sys/types.h>

// The resources that attempts are bounded in.
enum carillon_resource {
  CARILLON_CPU = RLIMIT_CPU,
  CARILLON_FILE_SIZE = RLIMIT_FSIZE,
  CARILLON_DATA = RLIMIT_DATA,
  CARILLON_CORE = RLIMIT_CORE,
  CARILLON_PROCESSES = RLIMIT_NPROC,
  CARILLON_OPEN_FILES = RLIMIT_NOFILE,
};

// The calling process's own hard limit.
uint64_t carillon_hard_limit(int32_t resource);

// One resource limit: an RLIMIT_ number and both its values.
struct carillon_limit {
  int32_t resource;
  uint64_t soft;
  uint64_t hard;
};

// What the new process is to be. All pointers are only read during the call.
typedef struct carillon_spawn_t {
  const char *path;
  char *const *arguments;    // ends with NULL
  char *const *environment;  // ends with NULL
  const char *directory;     // NULL: stays
  int32_t descriptors[5];    // become 0 to 4; all others are closed; -1: closed
  const char *const *groups; // cgroup.procs files to enter, ends with NULL
  const struct carillon_limit *limits;
  int32_t limit_count;
  int32_t dies_with_parent;  // SIGKILL when the thread that called ends
  int32_t adjusts_oom;       // oom_score_adj of 500: the handler goes before the supervisor
} carillon_spawn_t;

// Where starting failed, for the sentence that says so.
enum carillon_stage {
  CARILLON_STAGE_FORK = 1,
  CARILLON_STAGE_GROUP,
  CARILLON_STAGE_DESCRIPTORS,
  CARILLON_STAGE_DIRECTORY,
  CARILLON_STAGE_LIMIT,
  CARILLON_STAGE_EXEC,
};

// Starts a process in a session of its own with default signal handling. Returns its pid once
// execve has succeeded, or -1 with stage and error (an errno) set and nothing left behind.
pid_t carillon_spawn(const carillon_spawn_t *spawn, int32_t *stage, int32_t *error);

// An ended child.
struct carillon_end {
  pid_t pid;
  int32_t exit_code;  // -1 where a signal ended it
  int32_t signal;     // 0 where it exited
  int64_t cpu_microseconds;
  int64_t peak_kibibytes;
};

// Reaps one ended child without waiting: 1 and *end, or 0 where none has ended.
int32_t carillon_reap(struct carillon_end *end);

// Makes the calling process the supervisor: reaper of orphaned descendants, no new privileges,
// deaf to the terminal's and the service manager's signals. 0, or an errno.
int32_t carillon_become_supervisor(void);

// A close-on-exec, non-blocking descriptor that becomes readable when a child ends; blocks SIGCHLD.
int32_t carillon_child_descriptor(void);

// A close-on-exec, non-blocking timer on CLOCK_BOOTTIME, and setting it to an absolute time in
// nanoseconds (0 disarms). Both -1 with errno on failure.
int32_t carillon_timer_descriptor(void);
int32_t carillon_timer_set(int32_t descriptor, uint64_t nanoseconds);

// CLOCK_BOOTTIME in nanoseconds: monotonic, counts suspend.
uint64_t carillon_boottime(void);

// A pipe, close-on-exec at both ends. 0, or -1 with errno.
int32_t carillon_pipe(int32_t ends[2]);
int32_t carillon_set_nonblocking(int32_t descriptor);

// A file without a name, close-on-exec; -1 with errno.
int32_t carillon_memory_file(void);

// From now on an abort in a thread whose name begins with prefix (15 bytes at most) writes sentence (511
// at most) to standard error and ends the process with status; any other goes on as it would. Both
// are copied. To be called once, before there are such threads.
void carillon_explain_aborts(const char *prefix, const char *sentence, int32_t status);

// Begins to send what was written there to the disk, without waiting. Takes no error away from the sync
// that follows: only calls that wait do.
void carillon_begin_sync(int32_t descriptor, int64_t offset, int64_t count);

// Writing to a pipe that nobody reads becomes an error instead of this process's death.
void carillon_ignore_broken_pipes(void);

#endif
