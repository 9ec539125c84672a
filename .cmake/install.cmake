# cmake --install, and find_package(rafter) or pkg-config from what it leaves.
include(CMakePackageConfigHelpers)
include(GNUInstallDirs)

set(package_dir "${CMAKE_INSTALL_DATADIR}/cmake/rafter")

install(TARGETS rafter EXPORT rafterTargets FILE_SET HEADERS)
install(EXPORT rafterTargets NAMESPACE rafter:: DESTINATION ${package_dir})

configure_package_config_file(
    ${CMAKE_CURRENT_LIST_DIR}/rafterConfig.cmake.in
    ${PROJECT_BINARY_DIR}/rafterConfig.cmake
    INSTALL_DESTINATION ${package_dir})
# Before 1.0 a minor version may break its users; headers fit every architecture.
write_basic_package_version_file(
    ${PROJECT_BINARY_DIR}/rafterConfigVersion.cmake
    COMPATIBILITY SameMinorVersion
    ARCH_INDEPENDENT)
install(
    FILES ${PROJECT_BINARY_DIR}/rafterConfig.cmake ${PROJECT_BINARY_DIR}/rafterConfigVersion.cmake ${CMAKE_CURRENT_LIST_DIR}/rafterBoost.cmake
    DESTINATION ${package_dir})

file(RELATIVE_PATH includedir_from_pc ${CMAKE_INSTALL_FULL_DATADIR}/pkgconfig ${CMAKE_INSTALL_FULL_INCLUDEDIR})
configure_file(${CMAKE_CURRENT_LIST_DIR}/rafter.pc.in ${PROJECT_BINARY_DIR}/rafter.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/rafter.pc DESTINATION ${CMAKE_INSTALL_DATADIR}/pkgconfig)

install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
