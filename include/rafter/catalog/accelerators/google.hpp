// Google: TPU v4, v5e, v5p, v6e (Trillium), TPU7x (Ironwood).
//
// How to read Google: interconnect is printed in Gbps one way on old pages and in GBps both ways on new ones. Rates
// here are one way: all ports of a device together, and one port where it talks to one neighbour.
#pragma once

#include <rafter/hardware/accelerator.hpp>
#include <rafter/quantity/literals.hpp>

namespace rafter::catalog::accelerators {

namespace google_sources {
inline constexpr const char* v5e          = "Google Cloud TPU v5e page";
inline constexpr const char* v5e_newer    = "Google Cloud TPU v5e page, newer version: 800 GiBps";
inline constexpr const char* tpu7x        = "Google Cloud TPU7x page";
inline constexpr const char* tpu7x_half   = "derived: half of the chip, Google Cloud TPU7x page";
inline constexpr const char* jax          = "jax, pallas/mosaic/tpu_info.py (04c63627)";
inline constexpr const char* jax_half     = "derived: half of the chip's 7.40 TB/s, jax, pallas/mosaic/tpu_info.py (04c63627)";
inline constexpr const char* hop          = "jax-ml/scaling-book inference.md, appendix C (04d8de58): 1 us a hop with dispatch";
inline constexpr const char* wraparound   = "jax-ml/scaling-book tpus.md (04d8de58): 16 on v5e and v6e, multiples of 4 on v4 and v5p";
inline constexpr const char* scaling_book = "jax-ml/scaling-book tpus.md (54e2c439)";
inline constexpr const char* mxu          = "jax-ml/scaling-book tpus.md: matrix units of 128 x 128, of the v6e 256 x 256";
inline constexpr const char* v4_paper     = "TPU v4 paper (arXiv 2304.01433): 6 links x 50 GB/s";
inline constexpr const char* v5p          = "Google Cloud TPU v5p page";
inline constexpr const char* v6e          = "Google Cloud TPU v6e page";
}  // namespace google_sources

namespace google_tpu {
inline constexpr seconds hop_latency{1e-6};
/// ICI: so many ports of a rate, one direction, on axes that close at multiples of `wraps_at`.
constexpr link ici(std::int64_t ports, bytes_per_second port, std::int64_t chips, topology shape, std::int64_t wraps_at, const char* source) noexcept {
    return {.name = "ICI",
            .per_device = {bytes_per_second{static_cast<double>(ports) * port.value}, source},
            .pairwise = {port, source},
            .latency = {hop_latency, google_sources::hop},
            .domain = {chips, source},
            .shape = shape,
            .wraps_at = {wraps_at, google_sources::wraparound}};
}
constexpr link network(bytes_per_second per_chip) noexcept {
    return {.name = "data-centre network", .per_device = {per_chip, google_sources::scaling_book}, .shape = topology::switched};
}
/// Managed by the compiler.
constexpr memory_tier vmem(bytes capacity) noexcept {
    return {.name = "VMEM", .capacity = {capacity, google_sources::jax}, .role = keeps::copies};
}
/// A matrix unit of n x n.
constexpr systolic_tile mxu(std::int64_t n) noexcept {
    return {.rows = {n, google_sources::mxu}, .columns = {n, google_sources::mxu}};
}
}  // namespace google_tpu

struct google_tpu_v4 {
    static constexpr accelerator spec{
        .name = "TPU v4",
        .id = "google_tpu_v4",
        .vendor = "Google",
        .kind = architecture::systolic_array,
        .scope = "chip, 2 TensorCores as one device",
        .peaks = {.bf16 = {275_TFLOPS, google_sources::scaling_book},
                  .int8 = {275_TOPS, google_sources::scaling_book}},        // to Google's code it has none
        .tiers = {google_tpu::vmem(32_MiB),                                 // 16 MiB a core
                  {.name = "CMEM",
                   .capacity = {128_MiB, google_sources::jax},
                   .role = keeps::copies},
                  {.name = "HBM2",                                          // "32 GB" is 32 GiB in Google's code
                   .capacity = {32_GiB, google_sources::jax},
                   .read = {1.23_TB_per_s, google_sources::jax}}},
        // The scaling book reckons with 45 GB/s a link, 270 in all: the larger, for a bound.
        .scale_up = google_tpu::ici(6, 50_GB_per_s, 4096, topology::torus_3d, 4, google_sources::v4_paper),
        .scale_out = google_tpu::network(6.25_GB_per_s),
        .power = {192_W, "most measured (glennklockwood.com/garden/tpuv4); Google publishes none"},
        .tile = google_tpu::mxu(128),
    };
};

struct google_tpu_v5e {
    static constexpr accelerator spec{
        .name = "TPU v5e",
        .id = "google_tpu_v5e",
        .vendor = "Google",
        .kind = architecture::systolic_array,
        .scope = "chip, 1 TensorCore",
        .peaks = {.bf16 = {197_TFLOPS, google_sources::v5e},
                  .int8 = {394_TOPS, google_sources::jax},                  // newer page: 393
                  .int4 = {788_TOPS, google_sources::jax}},
        .tiers = {{.name = "VMEM",                                          // managed by the compiler
                   .capacity = {128_MiB, google_sources::jax},
                   .read = {18.9_TB_per_s, "derived: scaling-book, 'around 22x HBM', 22 x 859 GB/s"},
                   .role = keeps::copies},
                  // "16 GB" is 16 GiB in Google's code. The older page prints 819 GB/s, the newer 800 GiB/s, which is
                  // 859.0 GB/s by the letter and perhaps a slip of units: the larger, for a bound, as with Inferentia2.
                  {.name = "HBM2",
                   .capacity = {16_GiB, google_sources::jax},
                   .read = {859_GB_per_s, google_sources::v5e_newer}}},
        .scale_up = {.name = "ICI",
                     .per_device = {200_GB_per_s, google_sources::v5e},     // 4 ports; "400 GBps" is both directions
                     .pairwise = {50_GB_per_s, google_sources::v5e},        // one port; the scaling book reckons with 45
                     .latency = {google_tpu::hop_latency, google_sources::hop},
                     .domain = {256, google_sources::v5e},
                     .shape = topology::torus_2d,                           // 16 x 16
                     .wraps_at = {16, google_sources::wraparound}},
        .scale_out = {.name = "data-centre network",                        // an eighth of a host's 2 x 100 Gb/s
                      .per_device = {3.125_GB_per_s, google_sources::scaling_book},
                      .shape = topology::switched},
        .tile = google_tpu::mxu(128),
    };
};

struct google_tpu_v5p {
    static constexpr accelerator spec{
        .name = "TPU v5p",
        .id = "google_tpu_v5p",
        .vendor = "Google",
        .kind = architecture::systolic_array,
        .scope = "chip, 2 TensorCores as one device",
        .peaks = {.bf16 = {459_TFLOPS, google_sources::v5p},
                  .fp8 = {459_TFLOPS, google_sources::tpu7x},               // no faster than bf16
                  .int8 = {918_TOPS, google_sources::jax},
                  .int4 = {1840_TOPS, google_sources::jax}},
        .tiers = {google_tpu::vmem(128_MiB),                                // 64 MiB a core
                  // "95 GB" on its page, 95 GiB on that of TPU7x, 96 GiB in Google's code. Its page prints 2,765 GB/s, the
                  // scaling book 2,500 and 2,800, Google's code 2,460: the largest, for a bound.
                  {.name = "HBM2e",
                   .capacity = {95_GiB, google_sources::tpu7x},
                   .read = {2800_GB_per_s, google_sources::scaling_book}}},
        // 4,800 Gb/s one way, 1,200 GB/s both; the scaling book reckons with 90 a link. A job has 6,144 chips at most.
        .scale_up = google_tpu::ici(6, 100_GB_per_s, 8960, topology::torus_3d, 4, google_sources::v5p),
        .scale_out = google_tpu::network(6.25_GB_per_s),
        .tile = google_tpu::mxu(128),
    };
};

struct google_tpu_v6e {
    static constexpr accelerator spec{
        .name = "TPU v6e",
        .id = "google_tpu_v6e",
        .vendor = "Google",
        .kind = architecture::systolic_array,
        .scope = "chip, 1 TensorCore",
        .peaks = {.bf16 = {918_TFLOPS, google_sources::v6e},
                  .fp8 = {918_TFLOPS, google_sources::tpu7x},               // no faster than bf16
                  .int8 = {1836_TOPS, google_sources::v6e},
                  .int4 = {3680_TOPS, google_sources::jax}},
        .tiers = {google_tpu::vmem(128_MiB),
                  {.name = "HBM3",                                          // "32 GB", and 32 GiB on the page of TPU7x
                   .capacity = {32_GiB, google_sources::tpu7x},
                   .read = {1638_GB_per_s, google_sources::v6e}}},
        .scale_up = google_tpu::ici(4, 100_GB_per_s, 256, topology::torus_2d, 16, google_sources::v6e),  // "800 GBps" is both ways
        .scale_out = google_tpu::network(12.5_GB_per_s),
        .tile = google_tpu::mxu(256),
    };
};

// Software sees two devices in a chip, each with a memory of its own: 192 GiB is not one pool. A device here is one of
// the two chiplets, with half of what the page gives for the chip:
//   bf16 2,307 / 2, fp8 4,614 / 2, HBM 192 GiB / 2, VMEM 64 MiB, one of two cores.
// HBM rate of the chip: 7,380 GB/s in the page's table, 7.37 TB/s in its text, 7.40 in Google's code: the largest, for a
// bound, and half of it.
// Links, one way: the chip has 6 ICI ports of 100 GB/s. Two busy chiplets share them, 300 each. Beside them stands the
// die-to-die interface to the other chiplet. That it is six times one ICI port, 600, is unverified: copies of Google's
// page say so, none that was read gives a rate. Together 900, which also bounds a chiplet that has the six ports to
// itself. To one peer it is one port, 100 (to the other chiplet of its chip 600).
struct google_tpu7x {
    static constexpr accelerator spec{
        .name = "TPU7x chiplet",
        .id = "google_tpu_v7",
        .vendor = "Google",
        .kind = architecture::systolic_array,
        .scope = "chiplet, half a chip",
        .peaks = {.bf16 = {1153.5_TFLOPS, google_sources::tpu7x_half},
                  .fp8 = {2307_TFLOPS, google_sources::tpu7x_half}},        // it has no int8 rate
        .tiers = {{.name = "VMEM",                                          // managed by the compiler
                   .capacity = {64_MiB, google_sources::jax},
                   .role = keeps::copies},
                  {.name = "HBM3e",
                   .capacity = {96_GiB, google_sources::tpu7x_half},
                   .read = {3700_GB_per_s, google_sources::jax_half}}},
        .scale_up = {.name = "ICI and die-to-die",
                     .per_device = {900_GB_per_s, "derived: Google Cloud TPU7x page, 6 x 100 / 2; die-to-die 6 x 100 unverified"},
                     .pairwise = {100_GB_per_s, google_sources::tpu7x},     // one port; "200 GBps" is both directions
                     .latency = {google_tpu::hop_latency, google_sources::hop},
                     .domain = {18432, "derived: Google Cloud TPU7x page, 9,216 chips x 2"},
                     .shape = topology::torus_3d},
        .scale_out = {.name = "data-centre network",
                      .per_device = {6.25_GB_per_s, google_sources::tpu7x_half},  // 100 Gb/s a chip
                      .shape = topology::switched},
    };
};

}  // namespace rafter::catalog::accelerators
