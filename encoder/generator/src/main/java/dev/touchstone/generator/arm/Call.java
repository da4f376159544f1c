package dev.touchstone.generator.arm;

import java.util.List;
import java.util.function.Function;

/// One way to call one form.
///
/// @param form whose row this comes from
/// @param order of the row among all of its set
/// @param method the Java method's name
/// @param parameters its parameters
/// @param operands what the form takes from each parameter
/// @param body made from the names that the parameters get in the end
record Call(
        FormView form,
        int order,
        String method,
        List<Parameter> parameters,
        List<Operand> operands,
        Function<List<String>, Body> body) {
    List<String> types() {
        return parameters.stream().map(Parameter::type).toList();
    }
}
