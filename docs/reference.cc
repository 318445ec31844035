#include "docs/reference.h"

#include "account/model/operations.h"
#include "docs/links.h"

#include <fmt/format.h>

#include <cstdint>
#include <limits>
#include <map>
#include <vector>

namespace amity::docs {
namespace {

using namespace account;

using shape::Field;
using shape::Kind;
using shape::Operation;
using shape::Type;

using Types = std::map<std::string_view, const Type*>;

constexpr std::size_t unbounded = std::numeric_limits<std::size_t>::max();
// An enum of more values is told by its number here and in full on the page of the types.
constexpr std::size_t values_in_a_row = 5;

constexpr std::string_view origin =
    "<!-- Printed from account/model by the target `reference`; do not edit. -->\n\n";

// In a table, where a bar would end the cell.
std::string code(std::string_view text) {
  std::string_view quote = text.find('`') == std::string_view::npos ? "`" : "``";
  std::string cell(quote);
  for (char c : text) {
    if (c == '|') cell += '\\';
    cell += c;
  }
  return cell.append(quote);
}

// ", 1 to 64 characters", or nothing when there is no limit.
std::string range(std::size_t min, std::size_t max, std::string_view unit) {
  if (min == max) return fmt::format(", {} {}", min, unit);
  if (max == unbounded) return min == 0 ? "" : fmt::format(", at least {} {}", min, unit);
  if (min == 0) return fmt::format(", at most {} {}", max, unit);
  return fmt::format(", {} to {} {}", min, max, unit);
}

std::string brief(const Type& type);

std::string brief_text(const Type& type) {
  return "text" + range(type.text.min, type.text.max, "characters") +
         (type.text.sensitive ? ", sensitive" : "");
}

std::string brief_enum(const Type& type) {
  if (type.names.size() > values_in_a_row)
    return fmt::format("one of {} values", type.names.size());
  std::string values;
  for (std::string_view name : type.names) values += (values.empty() ? "" : ", ") + code(name);
  return values;
}

std::string brief_list(const Type& type) {
  return "list of " + link(type.element()) + range(type.list.min, type.list.max, "items") +
         (type.list.unique ? ", each once" : "") +
         (type.list.unique_by.empty() ? "" : fmt::format(", each `{}` once", type.list.unique_by));
}

std::string brief_number(const Type& type) {
  using Limits = std::numeric_limits<std::int64_t>;
  bool limited = type.number.min != Limits::min() && type.number.max != Limits::max();
  return limited ? fmt::format("integer, {} to {}", type.number.min, type.number.max) : "integer";
}

// What a value looks like, in a few words.
std::string brief(const Type& type) {
  switch (type.kind) {
    case Kind::boolean:
      return "true or false";
    case Kind::text:
      return brief_text(type);
    case Kind::enumeration:
      return brief_enum(type);
    case Kind::integer:
    case Kind::long_integer:
      return brief_number(type);
    case Kind::timestamp:
      return "text such as `2026-02-08T20:48:55.457Z`";
    case Kind::list:
      return brief_list(type);
    case Kind::map:
      return fmt::format("map from {} to {}", link(type.map_key()), link(type.map_value()));
    case Kind::structure:
      return "structure";
    case Kind::union_:
      return "structure with exactly one of its members";
  }
  return {};
}

std::string needed(const Field& field) {
  if (!field.required) return field.idempotency_token ? "no; an SDK fills it in" : "no";
  return field.idempotency_token ? "yes; an SDK fills it in" : "yes";
}

std::string members_table(const Type& type, std::string_view promise = "required") {
  if (type.fields.empty()) return "No members.\n\n";
  std::string page = fmt::format("| member | {} | type | |\n|---|---|---|---|\n", promise);
  for (const Field& field : type.fields)
    page += fmt::format("| {} | {} | {}: {} | {} |\n", code(field.name), needed(field),
                        link(field.type()), brief(field.type()), field.doc);
  return page + '\n';
}

std::string_view resource_text(const Operation& row) {
  switch (static_cast<Resource>(row.resource)) {
    case Resource::none:
    case Resource::none_but_tags:
      return "`*`";
    case Resource::partner:
      return "the partner";
    case Resource::connection_invitation:
      return "the invitation";
    case Resource::connection:
      return "the connection";
    case Resource::tagged:
      return "the tagged partner";
  }
  return {};
}

std::string_view access_text(const Operation& row) {
  return row.access == shape::Access::read ? "reads" : "writes";
}

std::string section(const Operation& row) {
  return fmt::format(
      "## {0}\n\n{1}\n\n"
      "Target `{2}.{0}`, action `{3}:{0}` on {4}; {5}.\n\n"
      "**Request**\n\n{6}**Answer**\n\n{7}**Errors** {8}.\n\n",
      row.name, row.doc, target_prefix, policy_prefix, resource_text(row), access_text(row),
      members_table(row.request()), members_table(row.response(), "always there"), errors_of(row));
}

// The types below a type, without itself, by name.
void collect(const Type& type, Types& types);

void collect_with(const Type& type, Types& types) {
  if (types.emplace(type.name, &type).second) collect(type, types);
}

void collect(const Type& type, Types& types) {
  for (const Field& field : type.fields) collect_with(field.type(), types);
  if (type.element != nullptr) collect_with(type.element(), types);
  if (type.map_key != nullptr) collect_with(type.map_key(), types);
  if (type.map_value != nullptr) collect_with(type.map_value(), types);
}

Types all_types() {
  Types types;
  for (const Operation& row : operations) {
    collect(row.request(), types);
    collect(row.response(), types);
  }
  collect(shape::type_of<ValidationException>(), types);
  collect(shape::type_of<ResourceNotFoundException>(), types);
  collect(shape::type_of<AccessDeniedException>(), types);
  collect(shape::type_of<ConflictException>(), types);
  collect(shape::type_of<ServiceQuotaExceededException>(), types);
  return types;
}

std::string structure_sections(const Types& types) {
  std::string page = "# Structures\n\n";
  for (auto [name, type] : types)
    if (type->kind == Kind::structure || type->kind == Kind::union_)
      page += fmt::format("## {}\n\n{}{}", name,
                          type->kind == Kind::union_ ? "Exactly one of:\n\n" : "",
                          members_table(*type));
  return page;
}

std::string enum_sections(const Types& types) {
  std::string page = "# Enums\n\n";
  for (auto [name, type] : types) {
    if (type->kind != Kind::enumeration) continue;
    page += fmt::format("## {}\n\n", name);
    for (std::string_view value : type->names) page += "- " + code(value) + '\n';
    page += '\n';
  }
  return page;
}

// Texts, numbers, lists and maps need a line each.
std::string plain_table(const Types& types) {
  std::string page =
      "# Texts, numbers, lists and maps\n\n"
      "A pattern holds for the whole of the text. Sensitive texts are neither logged nor repeated "
      "in errors.\n\n| type | | pattern |\n|---|---|---|\n";
  for (auto [name, type] : types) {
    if (type->kind == Kind::structure || type->kind == Kind::union_ ||
        type->kind == Kind::enumeration)
      continue;
    page += fmt::format("| <a id=\"{}\"></a>{} | {} | {} |\n", anchor(name), name, brief(*type),
                        type->text.pattern.empty() ? "" : code(type->text.pattern));
  }
  return page;
}

template <class Reason>
std::string reasons(std::string_view title) {
  std::string page = fmt::format("| {} | |\n|---|---|\n", title);
  for (std::string_view name : wire_names(Reason{}))
    page += fmt::format("| {} | {} |\n", code(name), message_of(*shape::enumerator<Reason>(name)));
  return page + '\n';
}

std::string kind_section(ErrorCode code, const Type& type) {
  const shape::ErrorKind& kind = kind_of(code);
  return fmt::format("## {}\n\nStatus {}; {}.\n\n{}", kind.name, kind.status,
                     kind.retryable ? "an SDK tries again by itself" : "an SDK does not try again",
                     members_table(type, "always there"));
}

}  // namespace

std::string operations_page() {
  std::string page = fmt::format(
      "{}# Operations\n\nThe {} operations of {} {}, as of its model of {}.\n\n"
      "| operation | | |\n|---|---|---|\n",
      origin, operation_count, signing_name, api_version, model_date);
  for (const Operation& row : operations)
    page += fmt::format("| [{}](#{}) | {} | {} |\n", row.name, anchor(row.name), access_text(row),
                        row.doc);
  page += '\n';
  for (const Operation& row : operations) page += section(row);
  page.pop_back();
  return page;
}

std::string types_page() {
  Types types = all_types();
  return std::string(origin) + structure_sections(types) + enum_sections(types) +
         plain_table(types);
}

std::string errors_page() {
  std::string page = std::string(origin) + "# Errors\n\n";
  using enum ErrorCode;
  using shape::type_of;
  page += kind_section(ResourceNotFoundException, type_of<account::ResourceNotFoundException>());
  page += reasons<ResourceNotFoundExceptionReason>("Reason");
  page += kind_section(AccessDeniedException, type_of<account::AccessDeniedException>());
  page += reasons<AccessDeniedExceptionReason>("Reason");
  page += kind_section(ConflictException, type_of<account::ConflictException>());
  page += reasons<ConflictExceptionReason>("Reason");
  page += kind_section(ValidationException, type_of<account::ValidationException>());
  page += reasons<BusinessValidationCode>("Code of a BusinessValidationError");
  page += kind_section(ServiceQuotaExceededException,
                       type_of<account::ServiceQuotaExceededException>());
  page += reasons<ServiceQuotaExceededExceptionReason>("Reason");
  page += kind_section(ThrottlingException, type_of<account::ThrottlingException>());
  page += kind_section(InternalServerException, type_of<account::InternalServerException>());
  page.pop_back();
  return page;
}

}  // namespace amity::docs
