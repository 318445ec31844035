#include "bench/population.h"

#include <fmt/format.h>

#include <ostream>
#include <stdexcept>
#include <string_view>

namespace amity::bench {
namespace {

constexpr std::int64_t kFirstAccountId = 100'000'000'001;

// SplitMix64: one step from a state to a well mixed number.
std::uint64_t mixed(std::uint64_t state) {
  state += 0x9e3779b97f4a7c15;
  state = (state ^ (state >> 30)) * 0xbf58476d1ce4e5b9;
  state = (state ^ (state >> 27)) * 0x94d049bb133111eb;
  return state ^ (state >> 31);
}

// The 13 characters of an identifier. The first is always '2': the server's own identifiers start
// with the time, and that of 1970 is nobody's.
std::string identifier(std::string_view prefix, int number) {
  constexpr std::string_view kBase32 = "234567abcdefghijklmnopqrstuvwxyz";
  std::string text(13, '2');
  for (std::size_t i = text.size() - 1; number > 0; --i, number /= 32) {
    text[i] = kBase32[static_cast<std::size_t>(number % 32)];
  }
  return std::string(prefix) + text;
}

}  // namespace

Population::Population(int accounts, std::uint64_t seed_number)
    : accounts_(accounts), seed_number_(seed_number) {
  if (accounts < 3) throw std::invalid_argument("a population has at least three accounts");
}

std::string Population::account_id(int account) const {
  return std::to_string(kFirstAccountId + account);
}

std::string Population::secret_access_key(int account) const {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::uint64_t state = mixed(seed_number_) + static_cast<std::uint64_t>(account);
  std::string secret(40, ' ');
  for (char& c : secret) {
    state = mixed(state);
    c = kDigits[state % kDigits.size()];
  }
  return secret;
}

std::string Population::partner_id(int account) const { return identifier("partner-", account); }

std::string Population::profile_id(int account) const { return identifier("pprofile-", account); }

int Population::account_of(const std::string& id) const {
  std::int64_t number = std::stoll(id) - kFirstAccountId;
  if (number < 0 || number >= accounts_) {
    throw std::invalid_argument(fmt::format("{} is none of the {} accounts", id, accounts_));
  }
  return static_cast<int>(number);
}

Pair Population::pair(std::int64_t n) const {
  if (n < 0 || n >= pairs()) {
    throw std::invalid_argument(
        fmt::format("{} accounts have {} pairs: there is no number {}", accounts_, pairs(), n));
  }
  auto sender = static_cast<int>(n % accounts_);
  auto distance = static_cast<int>(n / accounts_) + 1;
  return {sender, (sender + distance) % accounts_};
}

std::int64_t Population::pairs() const {
  // At half the circle the invitations would start to cross those of the other half.
  return static_cast<std::int64_t>(accounts_) * ((accounts_ - 1) / 2);
}

void Population::write_seed(std::ostream& out) const {
  out << "{\"accounts\":[";
  for (int account = 0; account < accounts_; ++account) {
    if (account > 0) out << ',';
    out << fmt::format(
        R"({{"id":"{0}","name":"Bench {1}","secret_access_key":"{2}","partners":[{{)"
        R"("catalog":"AWS","id":"{3}","legal_name":"Bench Partner {1} Ltd","profile":{{)"
        R"("ProfileId":"{4}","DisplayName":"Bench Partner {1}",)"
        R"("Description":"Partner {1} of a benchmark.","WebsiteUrl":"https://partner{1}.example.com",)"
        R"("LogoUrl":"https://partner{1}.example.com/logo.png",)"
        R"("PrimarySolutionType":"SOFTWARE_PRODUCTS","IndustrySegments":["OTHER"],)"
        R"("TranslationSourceLocale":"en-US"}},"visibility":"PUBLIC"}}]}})",
        account_id(account), account, secret_access_key(account), partner_id(account),
        profile_id(account));
    out << '\n';
  }
  out << "]}\n";
}

}  // namespace amity::bench
