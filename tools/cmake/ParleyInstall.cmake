# SPDX-License-Identifier: Apache-2.0
# What `cmake --install` puts where: the program, its man page and completions, the library with headers and a CMake
# package, so that `find_package(parley)` and `target_link_libraries(x parley::parley)` work elsewhere.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

# A header that includes a third-party header, or one that does, is private to its folder: the library's users need only
# the standard library to compile against it.
function(parley_public_headers folder out)
  file(GLOB_RECURSE public CONFIGURE_DEPENDS RELATIVE "${PROJECT_SOURCE_DIR}/src"
       "${PROJECT_SOURCE_DIR}/src/parley/${folder}/*.h")
  set(not_public "^#include <(boost|CLI|Eigen|fmt|gmp|hwy|nlohmann)")
  set(found_private TRUE)
  while(found_private)
    set(found_private FALSE)
    foreach(header ${public})
      file(STRINGS "${PROJECT_SOURCE_DIR}/src/${header}" uses REGEX "${not_public}")
      if(uses)
        list(REMOVE_ITEM public "${header}")
        string(APPEND not_public "|^#include \"${header}\"")
        set(found_private TRUE)
      endif()
    endforeach()
  endwhile()
  set(${out} ${public} PARENT_SCOPE)
endfunction()

# Files made from the program's own words: the man page and the completions.
function(parley_made_files)
  set(made "${PROJECT_BINARY_DIR}/generated")
  set(files "${made}/parley.1" "${made}/parley.bash" "${made}/_parley" "${made}/parley.fish")
  add_custom_command(
    OUTPUT ${files}
    COMMAND "${CMAKE_COMMAND}" -DPROGRAM=$<TARGET_FILE:parley> -DFOLDER=${made} -DVERSION=${PROJECT_VERSION}
            -P "${PROJECT_SOURCE_DIR}/tools/cmake/MadeFiles.cmake"
    DEPENDS parley "${PROJECT_SOURCE_DIR}/tools/cmake/MadeFiles.cmake"
    COMMENT "Writing the man page and completions" VERBATIM)
  add_custom_target(install_files DEPENDS ${files} ${ARGN})
  install(FILES "${made}/parley.1" DESTINATION "${CMAKE_INSTALL_MANDIR}/man1")
  install(FILES "${made}/parley.bash" DESTINATION "${CMAKE_INSTALL_DATADIR}/bash-completion/completions" RENAME parley)
  install(FILES "${made}/_parley" DESTINATION "${CMAKE_INSTALL_DATADIR}/zsh/site-functions")
  install(FILES "${made}/parley.fish" DESTINATION "${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d")
endfunction()

function(parley_install)
  get_property(folders GLOBAL PROPERTY PARLEY_FOLDERS)
  set(targets ${folders})
  list(TRANSFORM targets PREPEND parley_)
  add_library(parley_parley INTERFACE)
  target_link_libraries(parley_parley INTERFACE ${targets})
  target_compile_features(parley_parley INTERFACE cxx_std_23)
  foreach(folder ${folders})
    set_target_properties(parley_${folder} PROPERTIES EXPORT_NAME ${folder})
    parley_public_headers(${folder} headers)
    foreach(header ${headers})
      get_filename_component(where "${header}" DIRECTORY)
      install(FILES "${PROJECT_SOURCE_DIR}/src/${header}" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/${where}")
    endforeach()
  endforeach()
  set_target_properties(parley_parley PROPERTIES EXPORT_NAME parley)
  set(package "${CMAKE_INSTALL_LIBDIR}/cmake/parley")
  install(TARGETS parley)
  install(TARGETS ${targets} parley_parley EXPORT parley INCLUDES DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
  install(EXPORT parley NAMESPACE parley:: DESTINATION "${package}" FILE parley-targets.cmake)
  configure_file("${PROJECT_SOURCE_DIR}/tools/cmake/parley-config.cmake.in"
                 "${PROJECT_BINARY_DIR}/parley-config.cmake" @ONLY)
  write_basic_package_version_file("${PROJECT_BINARY_DIR}/parley-config-version.cmake" COMPATIBILITY SameMinorVersion)
  install(FILES "${PROJECT_BINARY_DIR}/parley-config.cmake" "${PROJECT_BINARY_DIR}/parley-config-version.cmake"
          DESTINATION "${package}")
  install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" "${PROJECT_SOURCE_DIR}/README.md" DESTINATION "${CMAKE_INSTALL_DOCDIR}")
  install(DIRECTORY "${PROJECT_SOURCE_DIR}/examples" DESTINATION "${CMAKE_INSTALL_DOCDIR}")
  parley_made_files(${targets})
endfunction()
