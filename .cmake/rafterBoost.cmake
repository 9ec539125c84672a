# Boost.Hana, header-only: no compiled Boost library is linked. Boost is what the project already has as Boost::headers,
# or the folder RAFTER_BOOST_INCLUDE_DIR, or else the package that find_package finds (by whoever includes this file).
if(RAFTER_BOOST_INCLUDE_DIR AND NOT TARGET Boost::headers)
    if(NOT EXISTS "${RAFTER_BOOST_INCLUDE_DIR}/boost/hana.hpp")
        message(FATAL_ERROR "RAFTER_BOOST_INCLUDE_DIR: no boost/hana.hpp in ${RAFTER_BOOST_INCLUDE_DIR}")
    endif()
    add_library(Boost::headers INTERFACE IMPORTED)
    set_target_properties(Boost::headers PROPERTIES INTERFACE_INCLUDE_DIRECTORIES "${RAFTER_BOOST_INCLUDE_DIR}")
endif()
