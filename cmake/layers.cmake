# One room, one library. A room names the rooms it may use; it links exactly those, and the test
# `layers` reads every #include line and fails on one that crosses a wall without a door.
#
#   amity_layer(account_domain MAY_USE account_model LIBRARIES fmt::fmt)
#
# The room is the current folder. Every .cc in it belongs to the library, except that
#   *_test.cc       make the room's test program (it may also use TEST_MAY_USE), and
#   *_benchmark.cc  and fuzz_*.cc are left to bench/ and fuzz/.
# LIBRARIES are for the room alone, PUBLIC_LIBRARIES reach those that use its headers.
set_property(GLOBAL PROPERTY AMITY_LAYERS "")

# All test programs of rooms, and what they need: enough for ctest -L unit.
add_custom_target(unit_tests)

# amity_test_reads_files(FILE...): tests that read the sources or ../shared. Only they know where they
# are: of all others a compiler cache may hand one checkout's object to another.
function(amity_test_reads_files)
  set_source_files_properties(${ARGN} PROPERTIES COMPILE_DEFINITIONS
    "AMITY_SOURCE_DIR=\"${PROJECT_SOURCE_DIR}\";AMITY_SHARED_DIR=\"${PROJECT_SOURCE_DIR}/../shared\"")
endfunction()

function(amity_layer name)
  cmake_parse_arguments(ROOM "PROGRAM" "" "MAY_USE;LIBRARIES;PUBLIC_LIBRARIES;TEST_MAY_USE;TEST_LIBRARIES" ${ARGN})

  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cc)
  set(tests ${sources})
  list(FILTER tests INCLUDE REGEX "_test\\.cc$")
  list(FILTER sources EXCLUDE REGEX "(_test|_benchmark|/fuzz_[a-z_]*|/main)\\.cc$")

  set(neighbours ${ROOM_MAY_USE})
  list(TRANSFORM neighbours PREPEND "amity_")
  if(sources)
    add_library(amity_${name} STATIC ${sources})
    target_link_libraries(amity_${name}
      PUBLIC ${neighbours} ${ROOM_PUBLIC_LIBRARIES} PRIVATE ${ROOM_LIBRARIES} amity_warnings)
    target_include_directories(amity_${name} PUBLIC ${PROJECT_SOURCE_DIR})
  else()
    add_library(amity_${name} INTERFACE)
    target_link_libraries(amity_${name} INTERFACE ${neighbours} ${ROOM_PUBLIC_LIBRARIES})
    target_include_directories(amity_${name} INTERFACE ${PROJECT_SOURCE_DIR})
  endif()

  if(BUILD_TESTING AND tests)
    set(test_neighbours ${ROOM_TEST_MAY_USE})
    list(TRANSFORM test_neighbours PREPEND "amity_")
    add_executable(${name}_test ${tests})
    target_link_libraries(${name}_test PRIVATE amity_${name} ${test_neighbours}
      ${ROOM_TEST_LIBRARIES} ${ROOM_LIBRARIES} GTest::gmock GTest::gtest_main amity_warnings)
    add_dependencies(unit_tests ${name}_test)
    # PRE_TEST: listing the cases at build time would run the program under every sanitizer.
    gtest_discover_tests(${name}_test TEST_PREFIX "${name}." DISCOVERY_MODE PRE_TEST
      PROPERTIES LABELS unit TIMEOUT 120)
  endif()

  file(RELATIVE_PATH folder ${PROJECT_SOURCE_DIR} ${CMAKE_CURRENT_SOURCE_DIR})
  list(JOIN ROOM_MAY_USE " " may_use)
  list(JOIN ROOM_TEST_MAY_USE " " test_may_use)
  set_property(GLOBAL APPEND PROPERTY AMITY_LAYERS "${name}|${folder}|${may_use}|${test_may_use}")
endfunction()

# Writes what was declared to build/layers.txt, for the test.
function(amity_write_layers)
  get_property(layers GLOBAL PROPERTY AMITY_LAYERS)
  list(JOIN layers "\n" text)
  file(WRITE ${PROJECT_BINARY_DIR}/layers.txt "${text}\n")
endfunction()
