# SPDX-License-Identifier: Apache-2.0
# web_packages(WEB NPM OUT): sees to it that WEB/node_modules is what package-lock.json says, and tells by OUT whether
# it is. All builds of a checkout share it: one at a time looks, and only a new lock file makes npm work.

function(web_packages web npm out)
  set(${out} OFF PARENT_SCOPE)
  file(LOCK "${web}/.packages.lock" GUARD FUNCTION TIMEOUT 600 RESULT_VARIABLE locked)
  if(NOT locked EQUAL 0)
    message(STATUS "web: another build holds web/.packages.lock: ${locked}")
    return()
  endif()
  file(SHA256 "${web}/package-lock.json" wanted)
  set(stamp "${web}/node_modules/.parley-stamp")
  set(there)
  if(EXISTS "${stamp}")
    file(READ "${stamp}" there)
  endif()
  if(NOT there STREQUAL wanted)
    execute_process(COMMAND "${npm}" ci --ignore-scripts --no-audit --no-fund --prefer-offline --loglevel=error
                    WORKING_DIRECTORY "${web}" RESULT_VARIABLE result OUTPUT_VARIABLE said ERROR_VARIABLE said)
    if(NOT result EQUAL 0)
      message(STATUS "web: npm ci failed with ${result}:\n${said}")
      return()
    endif()
    file(WRITE "${stamp}" "${wanted}")
  endif()
  set(${out} ON PARENT_SCOPE)
endfunction()
