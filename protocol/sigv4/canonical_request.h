#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace amity::sigv4 {

// A header field as received: name (any case) and value.
using Field = std::pair<std::string_view, std::string_view>;

// What the signature covers. The views are only read during a call.
struct Request {
  std::string_view method;
  std::string_view target;        // path and query as sent
  std::span<const Field> fields;  // in wire order
  std::string_view body;
};

// The two parts of a target: /path and what follows the first question mark.
std::pair<std::string_view, std::string_view> split_target(std::string_view target);

// Whether two field names are the same, by ASCII case folding.
bool same_name(std::string_view a, std::string_view b);

// The value without the blanks round it.
std::string_view trimmed(std::string_view value);

// Whether a SignedHeaders list (names separated by semicolons) has that name.
bool lists(std::string_view signed_headers, std::string_view name);

// Appends every byte but A-Z a-z 0-9 - . _ ~ as %XX; a slash stays where `keep_slash` says so.
void append_uri_encoded(std::string_view text, bool keep_slash, std::string& out);

// Appends text with its %XX undone; a percent sign without two digits stands for itself.
void append_uri_decoded(std::string_view text, std::string& out);

// Appends the CanonicalURI: the path encoded once more, and, where `normalize` says so (every
// service but S3), without dot segments and doubled slashes.
void append_canonical_path(std::string_view path, bool normalize, std::string& out);

// A request that signs more headers than this is refused: the search for their values is quadratic.
inline constexpr std::size_t kMostSignedHeaders = 128;

// Writes canonical requests (AWS Signature Version 4, step 1) into a buffer that it keeps, so that
// a warm one does not allocate. One thread.
class CanonicalRequest {
 public:
  explicit CanonicalRequest(bool normalize_path = true) : normalize_path_(normalize_path) {}

  // Writes the canonical request over the headers that `signed_headers` lists; a parameter
  // X-Amz-Signature of the query is left out. `payload_hash` is the last line. False, with nothing
  // to read from text(), when the list is not one of lower-case names in ascending order, is longer
  // than kMostSignedHeaders, or names a header that the request lacks.
  bool write(const Request& request, std::string_view signed_headers,
             std::string_view payload_hash);

  // What write() wrote last.
  const std::string& text() const { return text_; }

 private:
  struct Parameter {
    std::string_view name;
    std::string_view value;
    auto operator<=>(const Parameter&) const = default;
  };

  bool append_headers(std::span<const Field> fields, std::string_view signed_headers);
  void append_query(std::string_view query);

  bool normalize_path_;
  std::string text_;
  std::string encoded_;                // the query's names and values
  std::vector<Parameter> parameters_;  // views into encoded_
};

}  // namespace amity::sigv4
