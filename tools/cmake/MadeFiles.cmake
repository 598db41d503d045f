# SPDX-License-Identifier: Apache-2.0
# Writes the man page and the shells' completions from what the program says about itself.
# -DPROGRAM= the program, -DFOLDER= where to write, -DVERSION= for the page's foot.

function(ask out)
  execute_process(COMMAND "${CMAKE_COMMAND}" -E env NO_COLOR=1 COLUMNS=80 "${PROGRAM}" ${ARGN}
                  OUTPUT_VARIABLE text RESULT_VARIABLE result)
  if(NOT result EQUAL 0)
    message(FATAL_ERROR "parley ${ARGN} failed with ${result}")
  endif()
  set(${out} "${text}" PARENT_SCOPE)
endfunction()

# Text as it stands, between `.nf` and `.fi`: backslashes, and a dot or quote at the start of a line, mean something to
# roff.
function(verbatim text out)
  string(REPLACE "\\" "\\e" text "${text}")
  string(REPLACE "-" "\\-" text "${text}")
  string(REGEX REPLACE "(^|\n)([.'])" "\\1\\\\&\\2" text "${text}")
  set(${out} ".nf\n${text}.fi\n" PARENT_SCOPE)
endfunction()

foreach(shell bash zsh fish)
  ask(text completions ${shell})
  set(name parley.${shell})
  if(shell STREQUAL "zsh")
    set(name _parley)
  endif()
  file(WRITE "${FOLDER}/${name}" "${text}")
endforeach()

ask(help --help)
# Verbs stand two blanks in, under their heading; what is said of them stands further in.
string(REGEX MATCH "Verbs:\n.*\n\nExamples:" verbs "${help}")
string(REGEX MATCHALL "\n  [a-z]+" verbs "${verbs}")
string(REGEX REPLACE "\n  " "" verbs "${verbs}")
if(NOT verbs)
  message(FATAL_ERROR "parley --help names no verbs")
endif()
verbatim("${help}" help)
string(CONCAT page
       ".TH PARLEY 1 \"\" \"parley ${VERSION}\" \"User Commands\"\n"
       ".SH NAME\nparley \\- predict how a standoff ends, over everything the analyst is unsure of\n"
       ".SH DESCRIPTION\n${help}.SH VERBS\n")
foreach(verb ${verbs})
  ask(help ${verb} --help)
  verbatim("${help}" help)
  string(APPEND page ".SS ${verb}\n${help}")
endforeach()
file(WRITE "${FOLDER}/parley.1" "${page}")
