# Every target of ours links amity_warnings. Errors only where a preset asks for it: a packager's
# newer compiler must not stop the build.
option(AMITY_WARNINGS_AS_ERRORS "Treat warnings as errors" OFF)

add_library(amity_warnings INTERFACE)
target_compile_options(amity_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Woverloaded-virtual
  -Wimplicit-fallthrough
  # g++ 12 sees an overlap in `"'" + std::string(…)` at -O3 where there is none (GCC bug 105651).
  $<$<AND:$<CXX_COMPILER_ID:GNU>,$<VERSION_LESS:$<CXX_COMPILER_VERSION>,13>>:-Wno-restrict>
  $<$<BOOL:${AMITY_WARNINGS_AS_ERRORS}>:-Werror>)

# With sanitizers, g++ cannot follow a variant with a string in it, such as shape::Open.
if(AMITY_SANITIZE)
  target_compile_options(amity_warnings INTERFACE
    $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
endif()
