#define _GNU_SOURCE
#include "include/CFaultLab.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/types.h>
#include <net/if.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

// Of linux/ext4.h, which not every system has: XFS and ext4 share the numbers.
#define SHUTDOWN_IOCTL _IOR('X', 125, __u32)
#define SHUTDOWN_NO_LOG_FLUSH 2

static void stop_signals(sigset_t *set) {
  sigemptyset(set);
  sigaddset(set, SIGINT);
  sigaddset(set, SIGTERM);
  sigaddset(set, SIGHUP);
}

// The loopback interface of a new network namespace is down.
static int loopback_up(void) {
  int descriptor = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (descriptor < 0) return -1;
  struct ifreq request;
  memset(&request, 0, sizeof request);
  strcpy(request.ifr_name, "lo");
  request.ifr_flags = IFF_UP | IFF_RUNNING;
  int result = ioctl(descriptor, SIOCSIFFLAGS, &request);
  close(descriptor);
  return result;
}

// Waits for the world's first process as its stand-in outside. Never returns.
static void stand_in(pid_t child) {
  sigset_t set;
  stop_signals(&set);
  sigaddset(&set, SIGCHLD);
  for (;;) {
    int number = 0;
    if (sigwait(&set, &number) != 0) continue;
    if (number != SIGCHLD) {
      kill(child, number);
      continue;
    }
    int status = 0;
    if (waitpid(child, &status, WNOHANG) != child) continue;
    _exit(WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
  }
}

// What the child says once its world stands, or with errno that it does not.
static int32_t settle(void) {
  if (mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0) return errno;
  if (mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL) != 0) return errno;
  // Where `ip netns` keeps names: ours alone, so that none is left behind.
  mkdir("/run/netns", 0755);
  if (mount("netns", "/run/netns", "tmpfs", 0, "mode=755") != 0) return errno;
  // Where libfaketime shares memory.
  mount("shm", "/dev/shm", "tmpfs", 0, "mode=1777");
  if (loopback_up() != 0) return errno;
  return 0;
}

int32_t carillon_lab_enter(void) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return errno;
  sigset_t set, before;
  stop_signals(&set);
  sigaddset(&set, SIGCHLD);
  sigprocmask(SIG_BLOCK, &set, &before);
  // A child tries first: unshare cannot be taken back.
  pid_t parent = getpid();
  pid_t outer = fork();
  if (outer < 0) {
    int32_t error = errno;
    sigprocmask(SIG_SETMASK, &before, NULL);
    return error;
  }
  if (outer == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    if (getppid() != parent) _exit(127);
    int32_t error = 0;
    if (unshare(CLONE_NEWPID | CLONE_NEWNS | CLONE_NEWNET | CLONE_NEWIPC) != 0) error = errno;
    pid_t middle = getpid();
    pid_t first = error == 0 ? fork() : -1;
    if (error == 0 && first < 0) error = errno;
    if (error == 0 && first == 0) {
      prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
      // Seen from in here every process outside is 0: a parent that is gone is not told apart, but
      // then the pipe below is broken.
      (void)middle;
      error = settle();
      ssize_t told = write(ends[1], &error, sizeof error);
      if (told != (ssize_t)sizeof error || error != 0) _exit(127);
      close(ends[0]);
      close(ends[1]);
      sigprocmask(SIG_SETMASK, &before, NULL);
      return 0;
    }
    if (error != 0) {
      ssize_t told = write(ends[1], &error, sizeof error);
      (void)told;
      _exit(127);
    }
    close(ends[0]);
    close(ends[1]);
    stand_in(first);
  }
  close(ends[1]);
  int32_t error = EPERM;
  ssize_t count;
  do {
    count = read(ends[0], &error, sizeof error);
  } while (count < 0 && errno == EINTR);
  close(ends[0]);
  if (count == (ssize_t)sizeof error && error == 0) stand_in(outer);
  int status;
  kill(outer, SIGKILL);
  waitpid(outer, &status, 0);
  sigprocmask(SIG_SETMASK, &before, NULL);
  return error != 0 ? error : EPERM;
}

// Between fork and execve: only calls that are safe in a signal handler.
static void become(const carillon_lab_spawn_t *spawn, int channel) {
  struct sigaction defaults;
  memset(&defaults, 0, sizeof defaults);
  defaults.sa_handler = SIG_DFL;
  for (int number = 1; number < NSIG; number++) sigaction(number, &defaults, NULL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  setsid();
  if (spawn->network >= 0 && setns(spawn->network, CLONE_NEWNET) != 0) goto failed;
  int input = open("/dev/null", O_RDWR | O_CLOEXEC);
  if (input < 0) goto failed;
  int output = spawn->output >= 0 ? spawn->output : input;
  // Out of the way of 0 to 3 first.
  input = fcntl(input, F_DUPFD_CLOEXEC, 16);
  output = fcntl(output, F_DUPFD_CLOEXEC, 16);
  channel = fcntl(channel, F_DUPFD_CLOEXEC, 16);
  if (input < 0 || output < 0 || channel < 0) goto failed;
  if (dup2(input, 0) < 0 || dup2(output, 1) < 0 || dup2(output, 2) < 0) goto failed;
  if (dup3(channel, 3, O_CLOEXEC) < 0) goto failed;
  channel = 3;
  if (syscall(SYS_close_range, 4U, ~0U, 0U) != 0) goto failed;
  execve(spawn->path, spawn->arguments, spawn->environment);
failed:;
  int32_t error = errno;
  ssize_t told = write(channel, &error, sizeof error);
  (void)told;
  _exit(127);
}

pid_t carillon_lab_spawn(const carillon_lab_spawn_t *spawn) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return -1;
  pid_t pid = fork();
  if (pid == 0) {
    close(ends[0]);
    become(spawn, ends[1]);
  }
  int saved = errno;
  close(ends[1]);
  if (pid < 0) {
    close(ends[0]);
    errno = saved;
    return -1;
  }
  int32_t error = 0;
  ssize_t count;
  do {
    count = read(ends[0], &error, sizeof error);
  } while (count < 0 && errno == EINTR);
  close(ends[0]);
  if (count == 0) return pid;
  int status;
  waitpid(pid, &status, 0);
  errno = error != 0 ? error : EIO;
  return -1;
}

int32_t carillon_lab_power_cut(const char *path) {
  int descriptor = open(path, O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return -1;
  __u32 how = SHUTDOWN_NO_LOG_FLUSH;
  int result = ioctl(descriptor, SHUTDOWN_IOCTL, &how);
  int saved = errno;
  close(descriptor);
  errno = saved;
  return result;
}

pid_t carillon_lab_reap(pid_t pid, int32_t *status) {
  int raw = 0;
  pid_t ended = waitpid(pid, &raw, WNOHANG);
  *status = raw;
  return ended;
}

static int signal_pipe[2] = {-1, -1};

static void caught(int number) {
  int saved = errno;
  unsigned char byte = (unsigned char)number;
  ssize_t told = write(signal_pipe[1], &byte, 1);
  (void)told;
  errno = saved;
}

int32_t carillon_lab_catch_signals(void) {
  if (pipe2(signal_pipe, O_CLOEXEC) != 0) return -1;
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = caught;
  action.sa_flags = SA_RESTART;
  sigset_t set;
  stop_signals(&set);
  for (int number = 1; number < NSIG; number++) {
    if (sigismember(&set, number) == 1) sigaction(number, &action, NULL);
  }
  return 0;
}

int32_t carillon_lab_wait_signal(void) {
  unsigned char byte = 0;
  ssize_t count;
  do {
    count = read(signal_pipe[0], &byte, 1);
  } while (count < 0 && errno == EINTR);
  return count == 1 ? byte : -1;
}
