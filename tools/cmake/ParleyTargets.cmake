# SPDX-License-Identifier: Apache-2.0
# How every target of the project is compiled.

set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()
find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CCACHE}")
endif()

add_library(parley_options INTERFACE)
# The same file, seed, build and machine give the same bytes: no contraction of a * b + c.
target_compile_options(parley_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -ffp-contract=off)
# g++ 12 sees overlapping copies in std::string's own operator+ (GCC bug 105651); there are none.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  target_compile_options(parley_options INTERFACE -Wno-restrict)
endif()
# libstdc++ 12 uses its own std::get_temporary_buffer in std::stable_sort, and clang tells of it as deprecated.
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  target_compile_options(parley_options INTERFACE -Wno-deprecated-declarations)
endif()
if(PARLEY_WERROR)
  target_compile_options(parley_options INTERFACE -Werror)
endif()
if(PARLEY_SANITIZE)
  target_compile_options(parley_options INTERFACE -fsanitize=${PARLEY_SANITIZE} -fno-omit-frame-pointer
                                                  -fno-sanitize-recover=all)
  target_link_options(parley_options INTERFACE -fsanitize=${PARLEY_SANITIZE})
endif()
if(PARLEY_FUZZ)
  target_compile_options(parley_options INTERFACE -fsanitize=fuzzer-no-link)
endif()

# parley_library(NAME [USES folder...] [PRIVATE target...]): all sources of src/parley/NAME as target parley_NAME.
# The headers of a folder are found only by targets that use it: each folder's headers are exposed through an include
# folder of its own, which holds nothing but a link to that folder.
function(parley_library name)
  cmake_parse_arguments(LIB "" "" "USES;PRIVATE" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/src/parley/${name}/*.cpp")
  set(include "${PROJECT_BINARY_DIR}/include/${name}")
  file(MAKE_DIRECTORY "${include}/parley")
  file(CREATE_LINK "${PROJECT_SOURCE_DIR}/src/parley/${name}" "${include}/parley/${name}" SYMBOLIC)
  add_library(parley_${name} STATIC ${sources})
  target_include_directories(parley_${name} PUBLIC $<BUILD_INTERFACE:${include}>)
  target_link_libraries(parley_${name} PRIVATE $<BUILD_INTERFACE:parley_options> ${LIB_PRIVATE})
  list(TRANSFORM LIB_USES PREPEND parley_)
  target_link_libraries(parley_${name} PUBLIC ${LIB_USES})
  set_property(GLOBAL APPEND PROPERTY PARLEY_FOLDERS ${name})
endfunction()
