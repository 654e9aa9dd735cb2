# SPDX-License-Identifier: Apache-2.0
# cmake -DMODULE=hub -DUSES=protocol,domain,store -DSOURCE=src -P layers.cmake
# Fails on any #include "module/header.h" that the module does not name in USES.
# "protocol/words" in USES allows that one header; "protocol" allows the whole module.
cmake_minimum_required(VERSION 3.25)
string(REPLACE "," ";" USES "${USES}")
file(GLOB_RECURSE files ${SOURCE}/${MODULE}/*.h ${SOURCE}/${MODULE}/*.cpp)
set(broken 0)
foreach(file IN LISTS files)
    file(STRINGS ${file} includes REGEX "^#include \"[a-z_]+/")
    foreach(line IN LISTS includes)
        string(REGEX REPLACE "^#include \"(([a-z_]+)/[^\"]*)\\.(pb\\.)?h\".*" "\\1" header "${line}")
        string(REGEX REPLACE "/.*" "" module "${header}")
        if(NOT EXISTS ${SOURCE}/${module} OR module STREQUAL MODULE OR module IN_LIST USES OR header IN_LIST USES)
            continue()
        endif()
        message(SEND_ERROR "${file}: includes ${header}, but ${MODULE} USES only: ${USES}")
        set(broken 1)
    endforeach()
endforeach()
