# SPDX-License-Identifier: Apache-2.0
# What every target of the project shares: warnings, ccache, and the law of the modules.

find_program(FACTEO_CCACHE ccache)
if(FACTEO_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    # Precompiled headers and ccache agree only with these two.
    set(CMAKE_CXX_COMPILER_LAUNCHER
        ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
        CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${FACTEO_CCACHE})
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    add_compile_options(-fpch-preprocess)
endif()

add_library(facteo_warnings INTERFACE)
target_compile_options(facteo_warnings INTERFACE -Wall -Wextra -Wconversion -Wshadow -Wswitch-enum -Werror)
if(CMAKE_UNITY_BUILD)
    # Meant for headers, which every file of a unity looks like; builds without unities keep the warning.
    target_compile_options(facteo_warnings INTERFACE -Wno-subobject-linkage)
endif()

# Tests are compiled for a quick build; what they test, for a quick run.
set(FACTEO_TEST_OPTIONS -O0)

# facteo_optimised(<sources>): what runs for every postman every second, for a quick run in the quickly built presets,
# too. Alone and without precompiled headers, because those are good for one level of optimisation.
function(facteo_optimised)
    set_source_files_properties(${ARGN} PROPERTIES
        COMPILE_OPTIONS -O2 SKIP_PRECOMPILE_HEADERS ON SKIP_UNITY_BUILD_INCLUSION ON)
endfunction()

# facteo_precompiled(<target> <kind>): the headers of src/precompiled, read once and not once a file.
function(facteo_precompiled target kind)
    target_precompile_headers(${target} REUSE_FROM facteo_precompiled_${kind})
endfunction()

# For whoever includes toml++: with exceptions and without, its inline functions have the same names and another
# result, and a program that holds both reads wild memory.
add_library(facteo_toml INTERFACE)
target_compile_definitions(facteo_toml INTERFACE TOML_EXCEPTIONS=0)

# facteo_module(<name> USES <modules, or module/header> SOURCES <files> LINKS <libraries> [PRECOMPILED <kind>])
# One library per folder. USES is both the link line and the law: the test layers.<name>
# fails on any #include of a module (or header) not named there.
function(facteo_module name)
    cmake_parse_arguments(PARSE_ARGV 1 M "" "PRECOMPILED" "USES;SOURCES;LINKS")
    # A single header (protocol/words) is vocabulary: nothing to link.
    set(libraries ${M_USES})
    list(FILTER libraries EXCLUDE REGEX "/")
    list(TRANSFORM libraries PREPEND facteo_)

    add_library(facteo_${name} STATIC ${M_SOURCES})
    target_include_directories(facteo_${name} PUBLIC ${PROJECT_SOURCE_DIR}/src)
    target_link_libraries(facteo_${name} PUBLIC ${libraries} ${M_LINKS} PRIVATE facteo_warnings)
    if(NOT "${M_LINKS}" MATCHES "Qt6::")
        set_target_properties(facteo_${name} PROPERTIES AUTOMOC OFF)
    endif()
    if(M_PRECOMPILED)
        facteo_precompiled(facteo_${name} ${M_PRECOMPILED})
    elseif("${M_LINKS}" MATCHES "Qt6::")
        facteo_precompiled(facteo_${name} qt)
    else()
        facteo_precompiled(facteo_${name} standard)
    endif()
    if(BUILD_TESTING)
        string(REPLACE ";" "," uses "${M_USES}")
        add_test(NAME layers.${name} COMMAND ${CMAKE_COMMAND} -DMODULE=${name} -DUSES=${uses}
            -DSOURCE=${PROJECT_SOURCE_DIR}/src -P ${PROJECT_SOURCE_DIR}/src/layers.cmake)
    endif()
endfunction()

# facteo_test(<module> [GUI | SCREEN] USES <modules> SOURCES <files> LINKS <libraries>)
# One test program per module; each file registers its classes with FACTEO_TEST.
# GUI: fonts and pictures without a screen. SCREEN: windows on a virtual one, drawn by software OpenGL, because
# the offscreen platform silently leaves out every QSGGeometryNode.
function(facteo_test name)
    cmake_parse_arguments(PARSE_ARGV 1 T "GUI;SCREEN" "" "USES;SOURCES;LINKS")
    list(TRANSFORM T_USES PREPEND "facteo_" OUTPUT_VARIABLE libraries)
    add_executable(${name}_test ${T_SOURCES} ${PROJECT_SOURCE_DIR}/tests/support/registry.cpp)
    set_target_properties(${name}_test PROPERTIES AUTOMOC ON)
    target_include_directories(${name}_test PRIVATE ${PROJECT_SOURCE_DIR}/tests ${PROJECT_SOURCE_DIR}/src)
    target_compile_definitions(${name}_test PRIVATE FACTEO_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
    target_link_libraries(${name}_test PRIVATE ${libraries} ${T_LINKS} Qt6::Test facteo_warnings)
    target_compile_options(${name}_test PRIVATE ${FACTEO_TEST_OPTIONS})
    facteo_precompiled(${name}_test test)
    set(launcher)
    if(T_GUI OR T_SCREEN)
        target_compile_definitions(${name}_test PRIVATE FACTEO_TEST_GUI)
        target_link_libraries(${name}_test PRIVATE Qt6::Gui)
    endif()
    if(T_SCREEN)
        set(launcher xvfb-run -a -s "-screen 0 1920x1200x24")
    endif()
    add_test(NAME ${name} COMMAND ${launcher} $<TARGET_FILE:${name}_test>)
    if(T_SCREEN)
        set_tests_properties(${name} PROPERTIES
            ENVIRONMENT "LIBGL_ALWAYS_SOFTWARE=1;QSG_RHI_BACKEND=opengl;QT_QPA_PLATFORM=xcb")
    elseif(T_GUI)
        set_tests_properties(${name} PROPERTIES ENVIRONMENT "QT_QPA_PLATFORM=offscreen")
    endif()
endfunction()
