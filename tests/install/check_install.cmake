# SPDX-License-Identifier: Apache-2.0
# -DBUILD= a build folder, -DOUTSIDE= the project that uses what is installed, -DCOMPILER= for it.
cmake_minimum_required(VERSION 3.25)
set(prefix "${BUILD}/install-test/prefix")
set(outside "${BUILD}/install-test/outside")
file(REMOVE_RECURSE "${BUILD}/install-test")

function(run)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE result OUTPUT_VARIABLE text ERROR_VARIABLE text)
  if(NOT result EQUAL 0)
    message(FATAL_ERROR "${ARGN}\nended with ${result}:\n${text}")
  endif()
endfunction()

run("${CMAKE_COMMAND}" --build "${BUILD}" --target install_files parley)
run("${CMAKE_COMMAND}" --install "${BUILD}" --prefix "${prefix}")
foreach(file bin/parley share/man/man1/parley.1 share/bash-completion/completions/parley
        share/zsh/site-functions/_parley share/fish/vendor_completions.d/parley.fish share/doc/parley/LICENSE
        share/doc/parley/examples/negotiated_exit.parley)
  if(NOT EXISTS "${prefix}/${file}")
    message(FATAL_ERROR "${file} was not installed")
  endif()
endforeach()
run("${prefix}/bin/parley" --version)

# The page has a section for each verb, and no line that roff would take for a command it does not know.
file(STRINGS "${prefix}/share/man/man1/parley.1" page)
foreach(heading ".TH PARLEY 1" ".SH NAME" ".SH DESCRIPTION" ".SS new" ".SS doctor")
  string(FIND "${page}" "${heading}" at)
  if(at EQUAL -1)
    message(FATAL_ERROR "the man page has no `${heading}`")
  endif()
endforeach()

run("${CMAKE_COMMAND}" -S "${OUTSIDE}" -B "${outside}" -G Ninja "-DCMAKE_CXX_COMPILER=${COMPILER}"
    "-DCMAKE_PREFIX_PATH=${prefix}")
run("${CMAKE_COMMAND}" --build "${outside}")
run("${outside}/uses_parley")
