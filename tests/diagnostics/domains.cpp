// Five tensor-parallel groups of three: two fit into a domain of eight, and 16 devices are two domains.
// EXPECT: RAFTER-L004
// EXPECT: required_domains<3>
// EXPECT: available_domains<2>
// EXPECT: fits_from<
// EXPECT: tensor_parallel<2>
// EXPECT(c++26): RAFTER-L004: tensor-parallel groups, each in one link domain, need 3 domains, the cluster has 2. Feasible with tensor_parallel<2>.
#include <rafter/rafter.hpp>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>

using namespace rafter;
using namespace rafter::catalog;

struct two_hosts {
    static constexpr cluster spec{.device = accelerators::nvidia_h100_sxm::spec, .devices = {16, "inventory"}};
};
#ifdef RAFTER_REPAIRED
using judged = deployment<models::gpt_2_small, two_hosts, plan<tensor_parallel<3>, data_parallel<4>>, batch<5>, prompt<512>, output<64>>;
#else
using judged = deployment<models::gpt_2_small, two_hosts, plan<tensor_parallel<3>, data_parallel<5>>, batch<5>, prompt<512>, output<64>>;
#endif
template struct rafter::require<judged>;
