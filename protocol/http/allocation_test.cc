// A connection that has warmed up answers without touching the heap: counts what the I/O thread
// allocates. The sanitizers bring allocators of their own; there this file is silent.
#include "protocol/http/listener.h"

#include <gtest/gtest.h>

#include <arpa/inet.h>
#include <malloc.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstddef>
#include <cstdlib>
#include <memory>
#include <new>
#include <string>
#include <vector>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kCounts = false;
static std::size_t allocations() { return 0; }
#else
constexpr bool kCounts = true;

namespace {
thread_local std::size_t allocated = 0;
}

static std::size_t allocations() { return allocated; }

// Not inlined: g++ would take new and free, seen together, for a mistake.
[[gnu::noinline]] void* operator new(std::size_t size) {
  ++allocated;
  if (void* memory = std::malloc(size)) return memory;
  throw std::bad_alloc();
}

[[gnu::noinline]] void operator delete(void* memory) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

// Where Asio takes the memory of its operations and coroutine frames from.
extern "C" void* aligned_alloc(std::size_t alignment, std::size_t size) noexcept {
  ++allocated;
  return memalign(alignment, size);
}
#endif

namespace amity::http {
namespace {

// Notes at each request how often its thread has allocated.
class Counter final : public Handler {
 public:
  explicit Counter(std::vector<std::size_t>& seen) : seen_(seen) { seen_.reserve(1000); }

  void handle(Exchange& exchange) noexcept override {
    seen_.push_back(allocations());
    exchange.response.add_field("x-amzn-RequestId", "00000000-0000-0000-0000-000000000000");
    exchange.response.body.append(600, 'x');
    exchange.answer();
  }

 private:
  std::vector<std::size_t>& seen_;
};

TEST(Allocation, IsOverOnceAConnectionIsWarm) {
  if (!kCounts) GTEST_SKIP() << "the sanitizer has an operator new of its own";
  std::vector<std::size_t> seen;
  Options options;
  options.tick = std::chrono::hours(1);  // housekeeping may allocate
  Listener listener(options, [&](unsigned) { return std::make_unique<Counter>(seen); });
  listener.start();

  int client = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(listener.port());
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  ASSERT_EQ(connect(client, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
  const std::string sized =
      "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 243\r\n\r\n" + std::string(243, 'b');
  const std::string chunked =
      "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n";
  for (int i = 0; i < 400; ++i) {
    const std::string& request = i % 2 == 0 ? sized : chunked;
    ASSERT_EQ(send(client, request.data(), request.size(), 0),
              static_cast<ssize_t>(request.size()));
    char answer[2048];
    ssize_t arrived = recv(client, answer, sizeof answer, 0);
    ASSERT_GT(arrived, 600);
  }
  close(client);
  listener.stop(std::chrono::milliseconds(1000));

  ASSERT_EQ(seen.size(), 400u);
  EXPECT_GT(seen[1], 0u) << "the count is not kept on this thread";
  EXPECT_EQ(seen[399] - seen[100], 0u);
}

}  // namespace
}  // namespace amity::http
