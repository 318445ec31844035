// An answer of STS: what is read of an element is there, and has at most as many bytes.
#include "client/credentials/sts.h"

#include <cstdlib>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  std::string_view xml(reinterpret_cast<const char*>(data), size);
  for (const char* name : {"AccessKeyId", "Code", "Message"}) {
    std::string text = amity::client::element_text(xml, name);
    if (text.size() > size) std::abort();
    if (!text.empty() && xml.find('<' + std::string(name) + '>') == std::string_view::npos)
      std::abort();
  }
  return 0;
}
