#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>

// Reads a file that a stranger has named: over HTTPS, from the public Internet, and no more of it
// than is wanted. Made with libcurl, which stays in here.
namespace amity::fetch {

enum class Failure : std::uint8_t {
  none,
  refused,      // no https, a user in the address, or a host that is no public server
  unreachable,  // no such host, no connection, no certificate that holds, no answer in time
  not_there,    // an answer, but not the file: any status but 200
  too_large,
};

struct Answer {
  Failure failure = Failure::none;
  std::string body;  // of an answer without failure
};

struct Limits {
  std::chrono::milliseconds time{5'000};  // for everything: names, redirects, bytes
  std::size_t bytes = 1 << 20;
  int redirects = 3;
};

// Whom to believe. The defaults are for use; the others let tests have a server of their own.
struct Trust {
  bool loopback = false;       // this host passes for a public server
  std::string authority_file;  // certificates to believe instead of the system's
};

// Fetches the file at that address. Each address that is connected to is judged when it is, so a
// name that resolves to another address the second time, or a redirect, leads nowhere it could not
// lead at once. No proxy, no cookie, no credentials. Any thread may call it; waits until it is
// done.
Answer get(const std::string& url, const Limits& limits, const Trust& trust = {});

}  // namespace amity::fetch
