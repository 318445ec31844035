#include "protocol/iam/policy.h"

#include "protocol/iam/program.h"
#include "protocol/iam/reader.h"

namespace amity::iam {

PolicyError::PolicyError(std::size_t line, std::size_t column, const std::string& sentence)
    : std::runtime_error("Line " + std::to_string(line) + ", column " + std::to_string(column) +
                         ": " + sentence),
      line_(line),
      column_(column) {}

Policy::Policy(std::unique_ptr<const Program> program) : program_(std::move(program)) {}
Policy::Policy(Policy&&) noexcept = default;
Policy& Policy::operator=(Policy&&) noexcept = default;
Policy::~Policy() = default;

Policy Policy::parse(std::string_view json, PolicyKind kind) {
  return Policy(std::make_unique<const Program>(read_policy(json, kind)));
}

std::size_t Policy::statement_count() const { return program_->statements.size(); }

std::string_view Policy::sid(std::size_t statement) const {
  return program_->statements.at(statement).sid;
}

std::size_t Policy::line(std::size_t statement) const {
  return program_->statements.at(statement).line;
}

}  // namespace amity::iam
