#define _GNU_SOURCE
#include "include/CLinux.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

// What the child tells its parent where it cannot go on; nothing where execve succeeds.
struct failure {
  int32_t stage;
  int32_t error;
};

static void fail(int channel, int32_t stage) {
  struct failure failure = {stage, errno};
  ssize_t ignored = write(channel, &failure, sizeof failure);
  (void)ignored;
  _exit(127);
}

static int write_text(const char *path, const char *text) {
  int descriptor = open(path, O_WRONLY | O_CLOEXEC);
  if (descriptor < 0) return -1;
  ssize_t written = write(descriptor, text, strlen(text));
  int saved = errno;
  close(descriptor);
  errno = saved;
  return written < 0 ? -1 : 0;
}

// Between fork and execve: only calls that are safe in a signal handler.
static void become(const carillon_spawn_t *spawn, int channel, pid_t parent) {
  struct sigaction defaults;
  memset(&defaults, 0, sizeof defaults);
  defaults.sa_handler = SIG_DFL;
  for (int number = 1; number < NSIG; number++) sigaction(number, &defaults, NULL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);

  setsid();
  if (spawn->dies_with_parent) {
    prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    // It may have died before it was asked for.
    if (getppid() != parent) _exit(127);
  }
  for (const char *const *group = spawn->groups; group && *group; group++) {
    if (write_text(*group, "0") != 0) fail(channel, CARILLON_STAGE_GROUP);
  }
  if (spawn->adjusts_oom) write_text("/proc/self/oom_score_adj", "500");

  // Out of the way of 0 to 5 first, so that no source is overwritten before its turn.
  int sources[5];
  for (int i = 0; i < 5; i++) {
    sources[i] = spawn->descriptors[i];
    if (sources[i] >= 0) sources[i] = fcntl(sources[i], F_DUPFD_CLOEXEC, 16);
    if (spawn->descriptors[i] >= 0 && sources[i] < 0) fail(channel, CARILLON_STAGE_DESCRIPTORS);
  }
  int kept = fcntl(channel, F_DUPFD_CLOEXEC, 16);
  if (kept < 0) fail(channel, CARILLON_STAGE_DESCRIPTORS);
  channel = kept;
  for (int i = 0; i < 5; i++) {
    if (sources[i] < 0) {
      close(i);
    } else if (dup2(sources[i], i) < 0) {
      fail(channel, CARILLON_STAGE_DESCRIPTORS);
    }
  }
  if (dup3(channel, 5, O_CLOEXEC) < 0) fail(channel, CARILLON_STAGE_DESCRIPTORS);
  channel = 5;
  if (syscall(SYS_close_range, 6U, ~0U, 0U) != 0) fail(channel, CARILLON_STAGE_DESCRIPTORS);

  if (spawn->directory && chdir(spawn->directory) != 0) fail(channel, CARILLON_STAGE_DIRECTORY);
  for (int i = 0; i < spawn->limit_count; i++) {
    struct rlimit limit = {spawn->limits[i].soft, spawn->limits[i].hard};
    if (setrlimit((__rlimit_resource_t)spawn->limits[i].resource, &limit) != 0) {
      fail(channel, CARILLON_STAGE_LIMIT);
    }
  }
  execve(spawn->path, spawn->arguments, spawn->environment);
  fail(channel, CARILLON_STAGE_EXEC);
}

pid_t carillon_spawn(const carillon_spawn_t *spawn, int32_t *stage, int32_t *error) {
  int ends[2];
  *stage = CARILLON_STAGE_FORK;
  if (pipe2(ends, O_CLOEXEC) != 0) {
    *error = errno;
    return -1;
  }
  pid_t parent = getpid();
  pid_t pid = fork();
  if (pid == 0) {
    close(ends[0]);
    become(spawn, ends[1], parent);
  }
  close(ends[1]);
  if (pid < 0) {
    *error = errno;
    close(ends[0]);
    return -1;
  }
  struct failure failure;
  ssize_t count;
  do {
    count = read(ends[0], &failure, sizeof failure);
  } while (count < 0 && errno == EINTR);
  close(ends[0]);
  if (count == 0) return pid;
  while (waitpid(pid, NULL, 0) < 0 && errno == EINTR) {
  }
  *stage = count == sizeof failure ? failure.stage : CARILLON_STAGE_FORK;
  *error = count == sizeof failure ? failure.error : EIO;
  return -1;
}

int32_t carillon_reap(struct carillon_end *end) {
  int status;
  struct rusage usage;
  pid_t pid;
  do {
    pid = wait4(-1, &status, WNOHANG, &usage);
  } while (pid < 0 && errno == EINTR);
  if (pid <= 0) return 0;
  end->pid = pid;
  end->exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  end->signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
  end->cpu_microseconds = (int64_t)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000000 +
                          usage.ru_utime.tv_usec + usage.ru_stime.tv_usec;
  end->peak_kibibytes = usage.ru_maxrss;
  return 1;
}

int32_t carillon_become_supervisor(void) {
  if (prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0) return errno;
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return errno;
  // Its worker decides when it ends, by closing the pipe.
  signal(SIGINT, SIG_IGN);
  signal(SIGTERM, SIG_IGN);
  signal(SIGHUP, SIG_IGN);
  signal(SIGQUIT, SIG_IGN);
  signal(SIGPIPE, SIG_IGN);
  return 0;
}

int32_t carillon_child_descriptor(void) {
  sigset_t children;
  sigemptyset(&children);
  sigaddset(&children, SIGCHLD);
  if (sigprocmask(SIG_BLOCK, &children, NULL) != 0) return -1;
  return signalfd(-1, &children, SFD_CLOEXEC | SFD_NONBLOCK);
}

int32_t carillon_timer_descriptor(void) {
  return timerfd_create(CLOCK_BOOTTIME, TFD_CLOEXEC | TFD_NONBLOCK);
}

int32_t carillon_timer_set(int32_t descriptor, uint64_t nanoseconds) {
  struct itimerspec when;
  memset(&when, 0, sizeof when);
  when.it_value.tv_sec = (time_t)(nanoseconds / 1000000000u);
  when.it_value.tv_nsec = (long)(nanoseconds % 1000000000u);
  return timerfd_settime(descriptor, TFD_TIMER_ABSTIME, &when, NULL);
}

uint64_t carillon_boottime(void) {
  struct timespec now;
  clock_gettime(CLOCK_BOOTTIME, &now);
  return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

int32_t carillon_pipe(int32_t ends[2]) {
  int both[2];
  if (pipe2(both, O_CLOEXEC) != 0) return -1;
  ends[0] = both[0];
  ends[1] = both[1];
  return 0;
}

int32_t carillon_set_nonblocking(int32_t descriptor) {
  int flags = fcntl(descriptor, F_GETFL);
  return flags < 0 ? -1 : fcntl(descriptor, F_SETFL, flags | O_NONBLOCK);
}

void carillon_ignore_broken_pipes(void) { signal(SIGPIPE, SIG_IGN); }

uint64_t carillon_hard_limit(int32_t resource) {
  struct rlimit limit;
  return getrlimit((__rlimit_resource_t)resource, &limit) == 0 ? limit.rlim_max : UINT64_MAX;
}

int32_t carillon_memory_file(void) { return memfd_create("carillon-payload", MFD_CLOEXEC); }

static char abort_prefix[16];
static char abort_sentence[512];
static int32_t abort_status;

static void on_abort(int signal) {
  (void)signal;
  char name[16] = {0};
  if (prctl(PR_GET_NAME, name) != 0) return;
  if (strncmp(name, abort_prefix, strlen(abort_prefix)) != 0) return;
  ssize_t ignored = write(2, abort_sentence, strlen(abort_sentence));
  (void)ignored;
  _exit(abort_status);
}

void carillon_explain_aborts(const char *prefix, const char *sentence, int32_t status) {
  strncpy(abort_prefix, prefix, sizeof abort_prefix - 1);
  strncpy(abort_sentence, sentence, sizeof abort_sentence - 1);
  abort_status = status;
  signal(SIGABRT, on_abort);
}

void carillon_begin_sync(int32_t descriptor, int64_t offset, int64_t count) {
  (void)sync_file_range(descriptor, offset, count, SYNC_FILE_RANGE_WRITE);
}
