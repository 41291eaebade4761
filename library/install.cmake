# The library as other programs find it: libmaek.so and libmaek.a with everything in them, maek.h, maek.pc, and the CMake
# package `maek` (targets maek::maek and, as its component `static`, maek::static).
set(MAEK_REQUIRES libpcre2-8 yaml-0.1 jansson libutf8proc md4c zlib libzstd libcgraph)
set(MAEK_PARTS PkgConfig::PCRE2 PkgConfig::YAML PkgConfig::JANSSON PkgConfig::UTF8PROC PkgConfig::MD4C PkgConfig::ZLIB PkgConfig::ZSTD PkgConfig::CGRAPH
    Threads::Threads m ${CMAKE_DL_LIBS})

add_library(maek_shared SHARED ${LIBRARY_SOURCES})
target_link_libraries(maek_shared PRIVATE maek_graph maek_extract)
target_link_options(maek_shared PRIVATE -Wl,--as-needed)
set_target_properties(maek_shared PROPERTIES EXPORT_NAME maek VERSION ${PROJECT_VERSION} SOVERSION 0)

add_library(maek_static STATIC ${LIBRARY_SOURCES} $<TARGET_OBJECTS:maek_graph> $<TARGET_OBJECTS:maek_extract>)
target_link_libraries(maek_static PRIVATE ${MAEK_PARTS})
set_target_properties(maek_static PROPERTIES EXPORT_NAME static)

foreach(target maek_shared maek_static)
  target_include_directories(${target} PRIVATE ${CMAKE_CURRENT_SOURCE_DIR} INTERFACE $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
  set_target_properties(${target} PROPERTIES OUTPUT_NAME maek)
endforeach()

include(CMakePackageConfigHelpers)
set(MAEK_CMAKE_DIR ${CMAKE_INSTALL_LIBDIR}/cmake/maek)
file(RELATIVE_PATH MAEK_PC_PREFIX ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig ${CMAKE_INSTALL_PREFIX})
list(JOIN MAEK_REQUIRES " " MAEK_PC_REQUIRES)
configure_file(library/maek.pc.in maek.pc @ONLY)
configure_package_config_file(library/maekConfig.cmake.in maekConfig.cmake INSTALL_DESTINATION ${MAEK_CMAKE_DIR})
write_basic_package_version_file(maekConfigVersion.cmake COMPATIBILITY SameMinorVersion)

install(FILES library/maek.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(TARGETS maek_shared EXPORT maek)
install(TARGETS maek_static EXPORT maek_static)
install(EXPORT maek NAMESPACE maek:: FILE maekShared.cmake DESTINATION ${MAEK_CMAKE_DIR})
install(EXPORT maek_static NAMESPACE maek:: FILE maekStatic.cmake DESTINATION ${MAEK_CMAKE_DIR})
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/maekConfig.cmake ${CMAKE_CURRENT_BINARY_DIR}/maekConfigVersion.cmake
        DESTINATION ${MAEK_CMAKE_DIR})
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/maek.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
