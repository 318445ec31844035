# amity_package(NAME ROOMS room... HEADERS header...): makes libNAME.a and libNAME.so of the objects of
# some rooms, which are compiled once, and installs them with headers as a CMake package. Everything
# belongs to the component `client`, so that a program's builder needs no server:
#
#   cmake --install build/release --component client --prefix /usr/local
#
# HEADERS are those that users include; what these include goes with them. Inside the project a header
# is found from its root ("client/account/client.h"); installed it is <amity/client/account/client.h>,
# so that no folder named `client` or `protocol` comes into anybody's include path
# (cmake/install_headers.cmake).
include(CMakePackageConfigHelpers)
include(GNUInstallDirs)

function(amity_package name)
  cmake_parse_arguments(PACKAGE "" "" "ROOMS;HEADERS" ${ARGN})

  set(objects)
  foreach(room ${PACKAGE_ROOMS})
    # A library's code may lie anywhere. Nobody puts functions of his own in the place of ours, so
    # calls within a file stay as direct, and as often inlined, as in the server.
    set_target_properties(amity_${room} PROPERTIES POSITION_INDEPENDENT_CODE ON)
    target_compile_options(amity_${room} PRIVATE -fno-semantic-interposition)
    list(APPEND objects $<TARGET_OBJECTS:amity_${room}>)
  endforeach()

  set(version_script ${PROJECT_SOURCE_DIR}/cmake/exported_symbols.map)
  add_library(${name} STATIC ${objects})
  add_library(${name}_shared SHARED ${objects})
  target_link_options(${name}_shared PRIVATE
    -Wl,--version-script=${version_script} -Wl,--as-needed)
  if(NOT AMITY_SANITIZE AND NOT AMITY_FUZZ)  # what those need is in the program only
    target_link_options(${name}_shared PRIVATE -Wl,--no-undefined)
  endif()
  set_target_properties(${name}_shared PROPERTIES
    OUTPUT_NAME ${name} VERSION ${PROJECT_VERSION} LINK_DEPENDS ${version_script}
    # Before version 1 every minor version may be another to programs.
    SOVERSION ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR})
  foreach(library ${name} ${name}_shared)
    set_target_properties(${library} PROPERTIES LINKER_LANGUAGE CXX)
    target_compile_features(${library} INTERFACE cxx_std_20)
    target_link_libraries(${library}
      PRIVATE CURL::libcurl OpenSSL::Crypto simdjson::simdjson Threads::Threads)
    # In the build <amity/…> is the source itself.
    target_include_directories(${library} INTERFACE
      $<BUILD_INTERFACE:${PROJECT_BINARY_DIR}/include> $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}>
      $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
  endforeach()
  file(MAKE_DIRECTORY ${PROJECT_BINARY_DIR}/include)
  file(CREATE_LINK ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR}/include/amity SYMBOLIC)
  add_library(amity::client ALIAS ${name})

  set_target_properties(${name} PROPERTIES EXPORT_NAME client_static)
  set_target_properties(${name}_shared PROPERTIES EXPORT_NAME client_shared)
  set(cmake_folder ${CMAKE_INSTALL_LIBDIR}/cmake/Amity)
  foreach(kind static shared)
    set(library ${name})
    if(kind STREQUAL shared)
      set(library ${name}_shared)
    endif()
    install(TARGETS ${library} EXPORT amity_${kind} COMPONENT client)
    install(EXPORT amity_${kind} NAMESPACE amity:: FILE Amity-${kind}.cmake
      DESTINATION ${cmake_folder} COMPONENT client)
  endforeach()
  configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/AmityConfig.cmake.in AmityConfig.cmake
    INSTALL_DESTINATION ${cmake_folder})
  write_basic_package_version_file(AmityConfigVersion.cmake COMPATIBILITY SameMinorVersion)
  install(FILES ${CMAKE_CURRENT_BINARY_DIR}/AmityConfig.cmake
    ${CMAKE_CURRENT_BINARY_DIR}/AmityConfigVersion.cmake
    DESTINATION ${cmake_folder} COMPONENT client)

  # Wherever it is installed, or moved to.
  file(RELATIVE_PATH to_prefix /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
  configure_file(${PROJECT_SOURCE_DIR}/cmake/amity-client.pc.in amity-client.pc @ONLY)
  install(FILES ${CMAKE_CURRENT_BINARY_DIR}/amity-client.pc
    DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT client)

  install(CODE "
    set(from \"${PROJECT_SOURCE_DIR}\")
    set(staging \"${CMAKE_CURRENT_BINARY_DIR}/installed_headers\")
    set(to \"\${CMAKE_INSTALL_PREFIX}/${CMAKE_INSTALL_INCLUDEDIR}\")
    set(headers \"${PACKAGE_HEADERS}\")" COMPONENT client)
  install(SCRIPT ${PROJECT_SOURCE_DIR}/cmake/install_headers.cmake COMPONENT client)
endfunction()
