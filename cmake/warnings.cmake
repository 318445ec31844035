# Every target of ours links amity_warnings. Errors only where a preset asks for it: a packager's
# newer compiler must not stop the build.
option(AMITY_WARNINGS_AS_ERRORS "Treat warnings as errors" OFF)

add_library(amity_warnings INTERFACE)
target_compile_options(amity_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Woverloaded-virtual
  -Wimplicit-fallthrough
  $<$<BOOL:${AMITY_WARNINGS_AS_ERRORS}>:-Werror>)
