# SPDX-License-Identifier: Apache-2.0
# Writes FOLDER/page_bundle.cpp from WEB with NODE and NPM. Where that fails, MODE=ON is an error; MODE=AUTO says so and
# writes NONE in its place.
include("${CMAKE_CURRENT_LIST_DIR}/WebPackages.cmake")

web_packages("${WEB}" "${NPM}" ready)
set(result 1)
if(ready)
  execute_process(COMMAND "${NODE}" build.mjs --out "${FOLDER}" WORKING_DIRECTORY "${WEB}" RESULT_VARIABLE result)
endif()
if(NOT result EQUAL 0)
  if(NOT MODE STREQUAL "AUTO")
    message(FATAL_ERROR "The report page could not be bundled (PARLEY_WEB=${MODE})")
  endif()
  message(STATUS "The report page could not be bundled: built without it (PARLEY_WEB=AUTO; ON makes this an error)")
  configure_file("${NONE}" "${FOLDER}/page_bundle.cpp" COPYONLY)
  file(TOUCH "${FOLDER}/page_bundle.cpp")
endif()
