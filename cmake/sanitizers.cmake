# AMITY_SANITIZE holds a list for -fsanitize=, e.g. "address,undefined" or "thread".
set(AMITY_SANITIZE "" CACHE STRING "Sanitizers to build with")

if(AMITY_SANITIZE)
  add_compile_options(-fsanitize=${AMITY_SANITIZE} -fno-omit-frame-pointer
                      -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${AMITY_SANITIZE})
endif()
