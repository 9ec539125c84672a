// The version of rafter: the one place that states it. CMake and pkg-config read these lines.
#pragma once

#define RAFTER_VERSION_MAJOR 0
#define RAFTER_VERSION_MINOR 1
#define RAFTER_VERSION_PATCH 0
