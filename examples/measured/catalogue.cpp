#include "catalogue.hpp"

#include <boost/hana/for_each.hpp>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>

namespace measured {

const rafter::accelerator* find_part(const std::string& id) {
    const rafter::accelerator* found = nullptr;
    boost::hana::for_each(rafter::catalog::all_accelerators, [&](auto part) {
        if (id == decltype(part)::type::spec.id) found = &decltype(part)::type::spec;
    });
    return found;
}

const rafter::transformer* find_model(const std::string& name) {
    const rafter::transformer* found = nullptr;
    boost::hana::for_each(rafter::catalog::all_models, [&](auto model) {
        if (name == decltype(model)::type::name) found = &decltype(model)::type::spec;
    });
    return found;
}

}  // namespace measured
