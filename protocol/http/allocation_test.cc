// A connection that has warmed up answers without touching the heap: counts what the I/O thread
// allocates. The sanitizers bring allocators of their own; there this file is silent.
#include "protocol/http/listener.h"
#include "protocol/shape/allocations_test.h"

#include <gtest/gtest.h>

#include <arpa/inet.h>
#include <malloc.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
// Where Asio takes the memory of its operations and coroutine frames from.
extern "C" void* aligned_alloc(std::size_t alignment, std::size_t size) noexcept {
  ++amity::shape::allocations;
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
    seen_.push_back(shape::allocations);
    exchange.response.add_field("x-amzn-RequestId", "00000000-0000-0000-0000-000000000000");
    exchange.response.body.append(600, 'x');
    exchange.answer();
  }

 private:
  std::vector<std::size_t>& seen_;
};

TEST(Allocation, IsOverOnceAConnectionIsWarm) {
  if (!shape::counts_allocations) GTEST_SKIP() << "the sanitizer has an operator new of its own";
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
