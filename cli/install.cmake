# The program with its completions and man pages.
find_program(SCDOC scdoc)
file(GLOB MAN_PAGES CONFIGURE_DEPENDS docs/man/*.scd)
add_custom_command(OUTPUT generated.stamp DEPENDS maek ${MAN_PAGES} cli/generate.cmake VERBATIM
                   COMMAND ${CMAKE_COMMAND} -DPROGRAM=$<TARGET_FILE:maek> -DSCDOC=$<$<BOOL:${SCDOC}>:${SCDOC}>
                           -DPAGES=${CMAKE_CURRENT_SOURCE_DIR}/docs/man -DOUTPUT=${CMAKE_CURRENT_BINARY_DIR}
                           -P ${CMAKE_CURRENT_SOURCE_DIR}/cli/generate.cmake
                   COMMAND ${CMAKE_COMMAND} -E touch generated.stamp)
add_custom_target(maek_generated ALL DEPENDS generated.stamp)

install(TARGETS maek)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/completions/maek DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/completions/_maek DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/completions/maek.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
if(SCDOC)
  install(DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}/man/ DESTINATION ${CMAKE_INSTALL_MANDIR})
endif()
