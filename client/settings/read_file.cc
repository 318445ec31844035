#include "client/settings/read_file.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <memory>
#include <system_error>

namespace amity::client {
namespace {

struct Close {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

}  // namespace

std::optional<std::string> read_file(const std::string& path) {
  std::unique_ptr<std::FILE, Close> file(std::fopen(path.c_str(), "rbe"));
  if (!file && (errno == ENOENT || errno == ENOTDIR)) return std::nullopt;
  std::string bytes;
  std::array<char, 4096> piece;
  while (file) {
    std::size_t count = std::fread(piece.data(), 1, piece.size(), file.get());
    bytes.append(piece.data(), count);
    if (count == piece.size()) continue;
    if (std::ferror(file.get()) != 0) break;
    return bytes;
  }
  throw std::system_error(errno, std::generic_category(), path);
}

}  // namespace amity::client
