#pragma once

#include "bench/invitation_file.h"
#include "bench/population.h"
#include "protocol/sigv4/sign.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace amity::bench {

// Requests in the very bytes that go over the wire, one behind another in one block.
class Requests {
 public:
  void add(std::string_view bytes) {
    bytes_ += bytes;
    ends_.push_back(bytes_.size());
  }
  std::string_view operator[](std::size_t i) const {
    std::size_t begin = i == 0 ? 0 : ends_[i - 1];
    return std::string_view(bytes_).substr(begin, ends_[i] - begin);
  }
  std::size_t size() const { return ends_.size(); }

 private:
  std::string bytes_;
  std::vector<std::size_t> ends_;
};

// Writes signed requests with the headers, the order and the size of boto3's. They are written
// ahead of the run, so that signing (several times the work of sending) disturbs no figure; a
// server accepts them for five minutes. One thread.
class SdkClient {
 public:
  SdkClient(const Population& population, std::uint16_t port);

  void get(Requests& out, int caller, std::string_view invitation);
  void list(Requests& out, int caller, int max_results);
  void get_partner(Requests& out, int caller);
  void get_preferences(Requests& out, int caller);
  void create(Requests& out, Pair accounts);
  void reject(Requests& out, int caller, std::string_view invitation);

 private:
  void write(Requests& out, int caller, std::string_view operation, std::string_view body);
  std::string uuid();

  const Population& population_;
  std::string host_;
  std::vector<std::unique_ptr<sigv4::Signer>> signers_;  // by account, made when first needed
  std::mt19937_64 random_;  // for tokens: another in every run, lest they replay an earlier one's
};

}  // namespace amity::bench
