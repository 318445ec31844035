# AMITY_SANITIZE holds a list for -fsanitize=, e.g. "address,undefined" or "thread".
set(AMITY_SANITIZE "" CACHE STRING "Sanitizers to build with")

if(AMITY_SANITIZE)
  add_compile_options(-fsanitize=${AMITY_SANITIZE} -fno-omit-frame-pointer
                      -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${AMITY_SANITIZE})
endif()

# AMITY_FUZZ builds fuzz/ and, for it, everything else with coverage that the fuzzer can follow and
# with the sanitizers that find what it provokes.
option(AMITY_FUZZ "Build the fuzz targets (clang only)" OFF)

if(AMITY_FUZZ)
  # clang 14 cannot put the data of the function check into a coroutine.
  add_compile_options(-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize=function
                      -fno-sanitize-recover=all)
  add_link_options(-fsanitize=address,undefined)
endif()
