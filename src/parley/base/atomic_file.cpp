// SPDX-License-Identifier: Apache-2.0
// Files by POSIX calls: fsync and the errors of close need them.
#include "parley/base/atomic_file.h"

#include <array>
#include <atomic>
#include <cerrno>
#include <filesystem>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace parley {

namespace {

std::unexpected<Error> io_error(const std::string& what, const std::string& path, int error_number) {
  return fail(ErrorCode::io, what + " `" + path + "`: " + std::generic_category().message(error_number));
}

/// A file descriptor that is closed when it goes.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }

  [[nodiscard]] int fd() const { return fd_; }
  [[nodiscard]] bool close() {
    const int fd = fd_;
    fd_ = -1;
    return ::close(fd) == 0;
  }

 private:
  int fd_;
};

bool write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

/// Where a chain of symbolic links ends; the end itself need not exist.
Result<std::string> follow_links(const std::string& path) {
  constexpr int max_links = 40;  // as Linux
  std::filesystem::path at = path;
  for (int links = 0; links < max_links; ++links) {
    std::error_code error;
    if (!std::filesystem::is_symlink(at, error)) return at.string();
    const std::filesystem::path target = std::filesystem::read_symlink(at, error);
    if (error) return io_error("cannot follow the link", path, error.value());
    at = at.parent_path() / target;
  }
  return io_error("cannot follow the link", path, ELOOP);
}

/// A rename is on the disk once its folder is.
void sync_folder_of(const std::string& path) {
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  const Descriptor opened(::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  // Some file systems refuse to sync a folder; the file itself is whole all the same.
  if (opened.fd() >= 0) static_cast<void>(::fsync(opened.fd()));
}

Result<void> write_directly(const std::string& path, std::string_view bytes) {
  Descriptor out(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
  if (out.fd() < 0 || !write_all(out.fd(), bytes) || !out.close()) return io_error("cannot write", path, errno);
  return {};
}

struct TemporaryFile {
  std::string path;
  int fd = -1;
};

/// Created with the permissions of any new file. (mkstemp would make it its owner's alone.)
TemporaryFile create_beside(const std::string& path) {
  static std::atomic<unsigned> counter = 0;
  TemporaryFile file;
  do {
    file.path = path + ".tmp-" + std::to_string(::getpid()) + "-" + std::to_string(counter++);
    file.fd = ::open(file.path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  } while (file.fd < 0 && errno == EEXIST);
  return file;
}

Result<void> replace(const std::string& path, std::string_view bytes, const struct stat* present) {
  const TemporaryFile temporary = create_beside(path);
  Descriptor out(temporary.fd);
  if (out.fd() < 0) return io_error("cannot write", path, errno);
  const bool permitted = present == nullptr || ::fchmod(out.fd(), present->st_mode & 07777U) == 0;
  if (!permitted || !write_all(out.fd(), bytes) || ::fsync(out.fd()) != 0 || !out.close() ||
      ::rename(temporary.path.c_str(), path.c_str()) != 0) {
    const int reason = errno;
    ::unlink(temporary.path.c_str());
    return io_error("cannot write", path, reason);
  }
  sync_folder_of(path);
  return {};
}

std::unexpected<Error> too_large(int fd, const std::string& path, std::size_t max_bytes) {
  struct stat info = {};
  const bool has_size = ::fstat(fd, &info) == 0 && S_ISREG(info.st_mode);
  const std::string size = has_size ? "has " + std::to_string(info.st_size) + " bytes" : "goes on";
  return fail(ErrorCode::too_large, "`" + path + "` " + size + "; at most " + std::to_string(max_bytes) + " are read");
}

}  // namespace

Result<void> write_file(const std::string& path, std::string_view bytes) {
  const Result<std::string> target = follow_links(path);
  if (!target) return std::unexpected(target.error());
  struct stat present = {};
  if (::stat(target->c_str(), &present) != 0) return replace(*target, bytes, nullptr);
  if (S_ISDIR(present.st_mode)) return io_error("cannot write", path, EISDIR);
  if (!S_ISREG(present.st_mode)) return write_directly(*target, bytes);
  return replace(*target, bytes, &present);
}

Result<std::string> read_file(const std::string& path, std::size_t max_bytes) {
  const Descriptor in(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (in.fd() < 0) return io_error("cannot read", path, errno);
  std::string bytes;
  std::array<char, 65536> buffer;
  while (true) {
    const ssize_t got = ::read(in.fd(), buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return io_error("cannot read", path, errno);
    if (got == 0) return bytes;
    bytes.append(buffer.data(), static_cast<std::size_t>(got));
    if (bytes.size() > max_bytes) {
      return too_large(in.fd(), path, max_bytes);
    }
  }
}

}  // namespace parley
