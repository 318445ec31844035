#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

namespace amity::iam {

struct Program;

// What a policy is for; it decides which elements it may have and how long it may be.
enum class PolicyKind : std::uint8_t {
  identity,  // of a user or role, or a permissions boundary: 6144 characters, white space not
             // counted
  session,   // given with AssumeRole: 2048 characters, all counted
  trust,     // of a role, says who may assume it: 10240 characters, white space not counted
};

// Why a text is no policy, and where. what() is a sentence that starts with the place: "Line 4,
// column 13: …". Quotes of the text are short and printable.
class PolicyError : public std::runtime_error {
 public:
  PolicyError(std::size_t line, std::size_t column, const std::string& sentence);

  std::size_t line() const { return line_; }      // from 1
  std::size_t column() const { return column_; }  // from 1, in bytes

 private:
  std::size_t line_;
  std::size_t column_;
};

// A policy of the IAM policy language, read, checked and compiled. Immutable; any number of threads
// may evaluate it (evaluate.h). Both versions are understood; one that names none is of 2008-10-17
// and knows no variables.
//
// Stricter than AWS where a mistake would only be noticed when nothing matches: a list without
// entries, a number, date or address that cannot be read, and elements nobody knows are refused.
class Policy {
 public:
  // Reads JSON text. Throws PolicyError.
  static Policy parse(std::string_view json, PolicyKind kind);

  Policy(Policy&&) noexcept;
  Policy& operator=(Policy&&) noexcept;
  ~Policy();

  std::size_t statement_count() const;
  // The Sid of a statement, empty when it has none; statements count from 0 in the text's order.
  std::string_view sid(std::size_t statement) const;
  // The line of the text where a statement starts, from 1.
  std::size_t line(std::size_t statement) const;

  const Program& program() const { return *program_; }  // for evaluate.cc

 private:
  explicit Policy(std::unique_ptr<const Program> program);
  std::unique_ptr<const Program> program_;
};

}  // namespace amity::iam
