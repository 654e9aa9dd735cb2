# The supervisor's windows. Their hub is a process of its own; only the data folder's layout is shared.
if(EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/data_folder.cpp)
    facteo_program(facteo-console
        SOURCES facteo_console_main.cpp child_process.cpp console_program.cpp console_program.h data_folder.cpp
            embedded_hub.cpp embedded_hub.h national_exercise.cpp national_exercise.h trail_file.cpp trail_writer.cpp
            trail_writer.h unix_signals.cpp unix_signals.h
        USES console interop pki transport protocol maps resources translations
        LINKS facteo_consoleplugin facteo_layersplugin facteo_styleplugin facteo_map_viewplugin facteo_deskplugin
            Qt6::Quick Qt6::Gui)
    set_target_properties(facteo-console PROPERTIES AUTOMOC ON)
endif()
