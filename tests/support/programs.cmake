# facteo_test_programs(<target>): the test finds the programs that it starts, and they are built before it.
function(facteo_test_programs target)
    add_dependencies(${target} facteo facteo-hub)
    target_sources(${target} PRIVATE ${PROJECT_SOURCE_DIR}/tests/support/hub_process.cpp)
    target_compile_definitions(${target} PRIVATE FACTEO_HUB_PROGRAM="$<TARGET_FILE:facteo-hub>"
        FACTEO_PROGRAM="$<TARGET_FILE:facteo>")
    target_link_libraries(${target} PRIVATE facteo_protocol facteo_pki facteo_transport)
endfunction()
