# SPDX-License-Identifier: Apache-2.0
# The report page's script and style: made from web/ by npm and esbuild, and compiled into the `report` library.
#   PARLEY_WEB=AUTO  with them where Node.js and npm are there and the packages can be fetched; else without, said once
#   PARLEY_WEB=ON    with them, or an error
#   PARLEY_WEB=OFF   without: `report --format html` says which option it needs
set(PARLEY_WEB AUTO CACHE STRING "Build the report page, which needs Node.js 18 and npm: AUTO, ON or OFF")
set_property(CACHE PARLEY_WEB PROPERTY STRINGS AUTO ON OFF)

# Whether the page can be built here.
function(parley_web_wanted out)
  set(${out} OFF PARENT_SCOPE)
  if(PARLEY_WEB STREQUAL "OFF")
    return()
  endif()
  find_program(PARLEY_NODE NAMES node nodejs)
  find_program(PARLEY_NPM npm)
  set(problem)
  if(NOT PARLEY_NODE OR NOT PARLEY_NPM)
    set(problem "Node.js and npm are not both here")
  else()
    execute_process(COMMAND "${PARLEY_NODE}" --version OUTPUT_VARIABLE version OUTPUT_STRIP_TRAILING_WHITESPACE)
    string(REGEX REPLACE "^v" "" version "${version}")
    if(version VERSION_LESS 18)
      set(problem "Node.js is ${version}; the page needs 18 or later")
    endif()
  endif()
  if(problem AND NOT PARLEY_WEB STREQUAL "AUTO")
    message(FATAL_ERROR "PARLEY_WEB=${PARLEY_WEB}, and ${problem}")
  elseif(problem)
    message(STATUS "No report page (PARLEY_WEB=AUTO): ${problem}")
  else()
    set(${out} ON PARENT_SCOPE)
  endif()
endfunction()

# parley_web(TARGET): gives TARGET the page's bundle, or what stands for none.
function(parley_web target)
  set(web "${PROJECT_SOURCE_DIR}/web")
  set(made "${PROJECT_BINARY_DIR}/generated")
  set(none "${PROJECT_SOURCE_DIR}/tools/cmake/page_bundle_none.cpp.in")
  parley_web_wanted(wanted)
  set(PARLEY_HAS_WEB ${wanted} PARENT_SCOPE)
  if(NOT wanted)
    configure_file("${none}" "${made}/page_bundle.cpp" COPYONLY)
    target_sources(${target} PRIVATE "${made}/page_bundle.cpp")
    return()
  endif()
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${web}/src/*.ts" "${web}/src/*.tsx" "${web}/src/*.css")
  add_custom_command(
    OUTPUT "${made}/page_bundle.cpp"
    BYPRODUCTS "${made}/report.js" "${made}/report.css"
    COMMAND "${CMAKE_COMMAND}" -DMODE=${PARLEY_WEB} -DWEB=${web} -DFOLDER=${made} -DNONE=${none}
            -DNODE=${PARLEY_NODE} -DNPM=${PARLEY_NPM} -P "${PROJECT_SOURCE_DIR}/tools/cmake/WebBundle.cmake"
    DEPENDS ${sources} "${web}/package-lock.json" "${web}/build.mjs" "${PROJECT_SOURCE_DIR}/THIRD_PARTY_NOTICES"
            "${PROJECT_SOURCE_DIR}/tools/cmake/WebBundle.cmake" "${none}"
    COMMENT "Bundling the report page" VERBATIM)
  # One literal holds the script: compilers need not take more than 65,536 characters, and these two do; what looks like
  # a trigraph in it is none since C++17.
  set_source_files_properties("${made}/page_bundle.cpp" PROPERTIES
                              COMPILE_OPTIONS "-Wno-overlength-strings;-Wno-trigraphs")
  target_sources(${target} PRIVATE "${made}/page_bundle.cpp")
endfunction()
